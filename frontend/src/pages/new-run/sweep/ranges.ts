/** Ranges that values are drawn from, written as "0.001 to 0.1", or "0.001 to 0.1 log" for evenly spread logarithms. */

import type { Range } from "../../../api/sweepRequests";

const WRITTEN = /^\s*(\S+)\s+to\s+(\S+?)(\s+log)?\s*$/;

/** The range that a text says; null if it says values. `numberOf` reads an end, and throws if it is none. */
export function rangeOf(
  field: string,
  text: string,
  integer: boolean,
  numberOf: (end: string) => number | null,
): Range | null {
  const [, low = "", high = "", log] = WRITTEN.exec(text) ?? [];
  if (low === "") return null;
  const [from, to] = [numberOf(low), numberOf(high)];
  if (from === null || to === null) return null;
  return { field, low: from, high: to, scale: log === undefined ? "linear" : "log", integer };
}

export function writtenRange(low: string, high: string, scale: Range["scale"]): string {
  return `${low} to ${high}${scale === "log" ? " log" : ""}`;
}
