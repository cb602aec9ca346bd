/** The table of a sweep as Markdown, LaTeX and CSV. */

import type { Group, Groups, Measure } from "../../api/types";
import { formatError, formatNumber, MISSING } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { csvLine } from "../../figures/csv";
import { reachedWords, type TableLayout } from "./tableLayout";

interface Text {
  text: string;
  mark: Measure["mark"];
}

/** Best only where the server says so, and never for one run alone. */
export function markOf({ mark, n }: Pick<Measure, "mark" | "n">): Measure["mark"] {
  return n > 1 ? mark : null;
}

export function measureText({ mean, standard_error: error }: Pick<Measure, "mean" | "standard_error">): string {
  return [formatNumber(mean), formatError(mean, error)].filter(Boolean).join(" ");
}

export function stepsText(steps: Group["steps_to_target"]): string {
  const censored = reachedWords(steps);
  if (censored === "") return measureText(steps);
  return steps.median === null ? censored : `median ${formatNumber(steps.median)}, ${censored}`;
}

export function asMarkdown(layout: TableLayout, groups: Groups): string {
  const header = [...layout.rowFields, ...layout.blocks.flatMap((block) => headings(groups, block))];
  const lines = layout.rows.map((row) => [
    ...row.labels.map(pipes),
    ...texts(row.groups, groups).map(({ text, mark }) => withMark(text, mark, (bold) => `**${bold}**`, " •")),
  ]);
  const rule = header.map((_, at) => (at < layout.rowFields.length ? "---" : "---:"));
  return [header.map(pipes), rule, ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n") + "\n";
}

export function asLatex(layout: TableLayout, groups: Groups): string {
  const inBlock = headings(groups, "").length;
  const columns = "l".repeat(layout.rowFields.length) + "r".repeat(inBlock * layout.blocks.length);
  const spans = layout.blocks.map((block) => `\\multicolumn{${inBlock}}{c}{${latex(block)}}`);
  const over = layout.blocks.length > 1 ? [[...layout.rowFields.map(() => ""), ...spans].join(" & ") + " \\\\"] : [];
  const header = [...layout.rowFields, ...layout.blocks.flatMap(() => headings(groups, ""))].map(latex);
  const lines = layout.rows.map((row) => [
    ...row.labels.map(latex),
    ...texts(row.groups, groups).map(({ text, mark }) =>
      withMark(latex(text), mark, (bold) => `\\textbf{${bold}}`, "$^{\\bullet}$"),
    ),
  ]);
  return [
    `\\begin{tabular}{${columns}}`,
    "\\toprule",
    ...over,
    `${header.join(" & ")} \\\\`,
    "\\midrule",
    ...lines.map((line) => `${line.join(" & ")} \\\\`),
    "\\bottomrule",
    "\\end{tabular}\n",
  ].join("\n");
}

const CSV_NUMBERS = ["n", "mean", "standard_error", "low", "high", "difference", "difference_low", "difference_high"];

/** One line per group and measure, with all digits. */
export function asCsv(layout: TableLayout, groups: Groups): string {
  const header = [...layout.rowFields, "block", "measure", ...CSV_NUMBERS, "censored", "mark"];
  const lines = layout.rows.flatMap((row) =>
    row.groups.flatMap((group, at) =>
      group === null
        ? []
        : measures(group, groups).map(([name, measure]) => [
            ...row.labels,
            layout.blocks[at],
            name,
            ...numbers(measure),
          ]),
    ),
  );
  return [header, ...lines].map(csvLine).join("");
}

function headings({ objectives }: Groups, block: string): string[] {
  const plain = [...objectives.map(objectiveLabel), "hypervolume", "steps to target", "n"];
  return block === "" ? plain : plain.map((one) => `${block}: ${one}`);
}

function texts(row: readonly (Group | null)[], groups: Groups): Text[] {
  const none = headings(groups, "").map(() => ({ text: MISSING, mark: null }));
  return row.flatMap((group) => {
    if (group === null) return none;
    const shown = [...groups.objectives.map(({ name }) => group.objectives[name]), group.hypervolume];
    return [
      ...shown.map((one) => (one ? { text: measureText(one), mark: markOf(one) } : { text: MISSING, mark: null })),
      { text: stepsText(group.steps_to_target), mark: markOf(group.steps_to_target) },
      { text: String(group.n), mark: null },
    ];
  });
}

function measures(group: Group, { objectives }: Groups): [string, Measure & { censored?: number }][] {
  const own = objectives.flatMap(({ name }): [string, Measure][] => {
    const measure = group.objectives[name];
    return measure ? [[name, measure]] : [];
  });
  return [...own, ["hypervolume", group.hypervolume], ["steps_to_target", group.steps_to_target]];
}

function numbers(measure: Measure & { censored?: number }): unknown[] {
  const { n, mean, standard_error: error, interval, difference, censored } = measure;
  const against = [difference?.mean, difference?.interval?.[0], difference?.interval?.[1]];
  return [n, mean, error, interval?.[0], interval?.[1], ...against, censored, markOf(measure)];
}

function withMark(text: string, mark: Measure["mark"], bold: (text: string) => string, dot: string): string {
  if (mark === "best") return bold(text);
  return mark === "tied" ? text + dot : text;
}

function pipes(text: string): string {
  return text.replaceAll("|", "\\|");
}

const LATEX: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "±": "$\\pm$",
  "\u2212": "$-$",
  "\u2013": "--",
  "×": "$\\times$",
};

function latex(text: string): string {
  return text.replaceAll(/[\\{}$&#_%~^±\u2212\u2013×]/g, (one) => LATEX[one] ?? `\\${one}`);
}
