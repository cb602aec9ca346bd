import { useConnection } from "../api/connection";
import type { Run } from "../api/types";
import classes from "./StatusDot.module.css";
import { statusWord } from "./statuses";

/** A run's status as a dot and a word. A live dot pulses while the server is there. */
export function StatusDot({ run }: { run: Run }) {
  const lost = useConnection() === "unreachable";
  return (
    <span
      className={classes.status}
      data-status={run.status}
      data-still={lost || undefined}
      title={run.status === "running" || run.status === "queued" ? (run.stage ?? undefined) : undefined}
    >
      <span className={classes.dot} aria-hidden />
      {statusWord(run)}
    </span>
  );
}
