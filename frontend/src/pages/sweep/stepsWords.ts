import type { Group, Measure } from "../../api/types";
import { formatDelta, formatInterval, MISSING } from "../../components/numbers";

/** "2 of 3": of the runs with points, those that reached the target. */
export function reachedOf({ reached, censored }: Pick<Group["steps_to_target"], "reached" | "censored">): string {
  return reached + censored === 0 ? MISSING : `${reached} of ${reached + censored}`;
}

/** "+31 [8, 52], n = 3": how many steps fewer than the baseline, over the pairs in which both have a value. */
export function savedWords({ difference }: Pick<Measure, "difference">): string {
  if (typeof difference?.mean !== "number") return MISSING;
  const saved = -difference.mean;
  const [low, high] = difference.interval ?? [];
  const interval = low === undefined || high === undefined ? "" : ` ${formatInterval(saved, [-high, -low])}`;
  return `${formatDelta(saved, 0)}${interval}, n = ${difference.n}`;
}
