/** What a sweep is and where it stands, in words. */

import { isNumbers, isRecord } from "../api/shapes";
import type { Status, SweepSummary } from "../api/types";
import { counted, MISSING } from "./numbers";
import { sumsToOne } from "./weights";

const MODES: Record<SweepSummary["mode"], string> = {
  grid: "grid",
  zip: "in step",
  list: "list",
  random: "random draws",
  ols: "linear support",
};

/** From the status that says most about where a sweep stands to the one that says least. */
const TELLING: readonly Status[] = ["running", "queued", "lost", "failed", "crashed", "stopped", "completed"];

export function modeWord({ mode }: SweepSummary): string {
  return MODES[mode];
}

/** The status of a sweep: what its runs do now, else the worst end of any of them. */
export function sweepStatus({ counts, paused }: SweepSummary): { status: Status; word: string } {
  const status = tellingStatus(counts);
  return paused && status === "queued" ? { status, word: "paused" } : { status, word: status };
}

/** Of the statuses of several runs, the one that says most. */
export function tellingStatus(counts: Readonly<Record<string, number>>): Status {
  return TELLING.find((one) => (counts[one] ?? 0) > 0) ?? "completed";
}

/** "9 cells × 3 seeds". */
export function sizeWords({ total_cells: cells, seeds }: SweepSummary): string {
  return `${counted(cells, "cell")} × ${counted(seeds.length, "seed")}`;
}

/** "weighting.type: fixed, gradient" for each axis. */
export function axesInWords({ axes }: SweepSummary): string[] {
  return axes.map(({ field, values }) => `${field}: ${values.map(valueWords).join(", ")}`);
}

/** A config value in words: weights in order, a section by its type and other fields, a list by its members. */
export function valueWords(value: unknown): string {
  if (value === undefined) return MISSING;
  if (value === null) return "none";
  if (Array.isArray(value)) return value.map(valueWords).join(" / ");
  if (isNumbers(value) && sumsToOne(value)) return Object.values(value).map(formatWeight).join("/");
  if (!isRecord(value)) return typeof value === "string" ? value : JSON.stringify(value);
  const { type, ...others } = value;
  const rest = Object.entries(others).map(([field, one]) => `${field} ${valueWords(one)}`);
  return [...(type === undefined ? [] : [valueWords(type)]), ...rest].join(", ");
}

/** A weight with three digits at most: 0.5, 0.333. */
function formatWeight(weight: number): string {
  return String(Number(weight.toPrecision(3)));
}
