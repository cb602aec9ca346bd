import type { Objective } from "../api/types";
import { changeOf } from "./change";
import classes from "./Delta.module.css";

interface Props {
  value: number | null | undefined;
  start: number | null | undefined;
  direction: Objective["direction"];
}

/** The change since the start: an arrow says better or worse, the sign which way the quantity went. */
export function Delta(props: Props) {
  const change = changeOf(props);
  if (change === null) return null;
  return (
    <small className={classes.delta} data-verdict={change.verdict}>
      {change.arrow && (
        <span role="img" aria-label={change.verdict}>
          {change.arrow}
        </span>
      )}
      {change.text}
    </small>
  );
}
