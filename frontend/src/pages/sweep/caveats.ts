import type { Groups, Sweep } from "../../api/types";
import { isLive } from "../../api/sweeps";
import { formatCount } from "../../components/numbers";

/** Why the best and tied marks of a table may mislead; empty if nothing does. */
export function caveats(sweep: Sweep, { groups }: Pick<Groups, "groups">): string[] {
  const left = sweep.total_runs - sweep.finished;
  const steps = groups.flatMap(({ final_steps: last }) => last.filter((step) => step !== null));
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  return [
    ...(isLive(sweep) ? [`${formatCount(left)} of ${formatCount(sweep.total_runs)} runs still train or wait`] : []),
    ...(steps.length > 0 && first < last
      ? [`last points are between step ${formatCount(first)} and ${formatCount(last)}`]
      : []),
  ];
}
