import type { Run } from "../api/types";
import classes from "./StatusDot.module.css";
import { statusWord } from "./statuses";

/** A run's status as a dot and a word. */
export function StatusDot({ run }: { run: Run }) {
  return (
    <span
      className={classes.status}
      data-status={run.status}
      title={run.status === "running" || run.status === "queued" ? (run.stage ?? undefined) : undefined}
    >
      <span className={classes.dot} aria-hidden />
      {statusWord(run)}
    </span>
  );
}
