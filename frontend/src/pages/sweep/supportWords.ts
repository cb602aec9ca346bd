import type { Sweep } from "../../api/types";
import { formatNumber } from "../../components/numbers";

type Support = NonNullable<Sweep["support"]>;

/** Where linear support stands: the remaining gap, the tolerance, and why it ended. */
export function supportWords({ gap, tolerance, done, reason }: Pick<Support, "gap" | "tolerance" | "done" | "reason">) {
  const left =
    gap === null || gap === undefined
      ? "each objective is tried alone first"
      : `remaining gap ${formatNumber(100 * gap)} % of the range of the values found`;
  const end = `it ends at ${formatNumber(100 * tolerance)} %`;
  return done
    ? `${left}; ended: ${reason ?? "no preference is left to try."}`
    : `${left}; ${end}; the largest gap is tried next`;
}

/** "0.5 / 0.25 / 0.25". */
export function weightWords(weights: Record<string, number>): string {
  return Object.values(weights).map(formatNumber).join(" / ");
}
