import type { Objective } from "../api/types";
import { formatDelta } from "./numbers";

export interface Change {
  verdict: "better" | "worse" | "same";
  /** Up and right for better, down for worse; empty for neither. */
  arrow: string;
  /** The change with its own sign. */
  text: string;
}

interface Values {
  value: number | null | undefined;
  start: number | null | undefined;
  direction: Objective["direction"];
}

/** How a value changed since the start, and whether that is better; null where one of the two is missing. */
export function changeOf({ value, start, direction }: Values): Change | null {
  const text = formatDelta(value, start);
  if (text === "" || typeof value !== "number" || typeof start !== "number") return null;
  if (value === start) return { verdict: "same", arrow: "", text };
  const better = value > start === (direction === "maximize");
  return better ? { verdict: "better", arrow: "\u25E5", text } : { verdict: "worse", arrow: "\u25BC", text };
}
