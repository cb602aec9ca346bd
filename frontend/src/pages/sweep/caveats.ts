import type { Groups, Sweep } from "../../api/types";
import { isLive } from "../../api/sweeps";
import { formatCount } from "../../components/numbers";
import { sampleWords } from "./sample";

/** Why the best and tied marks of a table may mislead; empty if nothing does. */
export function caveats(sweep: Sweep, answer: Pick<Groups, "groups" | "total_runs">): string[] {
  const { groups } = answer;
  const sample = sampleWords(answer);
  const left = sweep.total_runs - sweep.finished;
  const steps = groups.flatMap(({ final_steps: last }) => last.filter((step) => step !== null));
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  return [
    ...(isLive(sweep) ? [`${formatCount(left)} of ${formatCount(sweep.total_runs)} runs still train or wait`] : []),
    ...(steps.length > 0 && first < last
      ? [`last points are between step ${formatCount(first)} and ${formatCount(last)}`]
      : []),
    ...(sample === null ? [] : [`they are of ${sample}`]),
  ];
}
