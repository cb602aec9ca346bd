import { isOver } from "../../components/statuses";
import { counted, formatCount } from "../../components/numbers";
import type { Run } from "../../api/types";

export interface Caution {
  text: string;
  title: string;
}

/** What makes marks of bests preliminary: runs that still train, and runs whose last points are of different steps. */
export function cautions(statuses: readonly Run["status"][], steps: readonly (number | null | undefined)[]): Caution[] {
  const training = statuses.filter((status) => !isOver({ status })).length;
  const known = steps.filter((step) => typeof step === "number");
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const found: Caution[] = [];
  if (training > 0)
    found.push({
      text: `${counted(training, "run")} still train${training === 1 ? "s" : ""}`,
      title: "Values and marks of the best may change until all runs have ended.",
    });
  if (first < last)
    found.push({
      text: "runs differ in steps",
      title:
        `Their last points are of steps ${formatCount(first)} to ${formatCount(last)}. ` +
        "Marks of the best do not take this into account.",
    });
  return found;
}
