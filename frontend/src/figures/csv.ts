import type { Trace } from "./figureData";

const HEADER = ["trace", "run", "step", "x", "y", "z", "standard_error"];

/** A figure's points, one per line: the trace, run and step they came from, their coordinates and standard error. */
export function csvOf(traces: readonly Trace[]): string {
  const lines = traces.flatMap((trace) =>
    (trace.x ?? []).map((x, at) => [
      trace.name,
      ...origin(trace, at),
      x,
      trace.y?.[at],
      trace.z?.[at],
      trace.error_y?.array?.[at],
    ]),
  );
  return [HEADER, ...lines].map(csvLine).join("");
}

/** One line of CSV with its end. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}

function origin(trace: Trace, at: number): [unknown, unknown] {
  const custom = trace.customdata?.[at];
  return Array.isArray(custom) ? [custom[0], custom[1]] : [null, null];
}

/** Keeps a spreadsheet from running a field that begins like a formula. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
