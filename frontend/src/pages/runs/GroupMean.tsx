import type { Mean } from "../../api/runGroups";
import { formatError, formatNumber } from "../../components/numbers";
import classes from "./RunsTable.module.css";

/** A mean with its standard error; of how many runs, where not all of the group have a value. */
export function GroupMean({ mean, n }: { mean: Mean | null | undefined; n: number }) {
  if (!mean) return <>{formatNumber(null)}</>;
  return (
    <span className={classes.mean}>
      <span>
        {formatNumber(mean.mean)} <small>{formatError(mean.mean, mean.standard_error)}</small>
      </span>
      {mean.n > 0 && mean.n < n && <small>n = {mean.n}</small>}
    </span>
  );
}
