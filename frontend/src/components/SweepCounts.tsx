import type { SweepSummary } from "../api/types";
import { formatCount } from "./numbers";
import { StatusMark } from "./StatusDot";
import { STATUSES } from "./statuses";
import classes from "./SweepCounts.module.css";

/** How many runs of a sweep have which status. */
export function SweepCounts({ counts }: Pick<SweepSummary, "counts">) {
  return (
    <span className={classes.counts}>
      {STATUSES.filter((status) => (counts[status] ?? 0) > 0).map((status) => (
        <StatusMark key={status} status={status} word={`${formatCount(counts[status] ?? 0)} ${status}`} />
      ))}
    </span>
  );
}
