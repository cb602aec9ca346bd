import type { Groups } from "../../api/types";
import { formatCount } from "../../components/numbers";

/** How many runs statistics are of, where the server has drawn some of many; null where they are of all. */
export function sampleWords({ groups, total_runs: total }: Pick<Groups, "groups" | "total_runs">): string | null {
  const drawn = groups.reduce((sum, { n }) => sum + n, 0);
  if (drawn >= total) return null;
  return `${formatCount(drawn)} of ${formatCount(total)} runs, drawn evenly from the groups`;
}
