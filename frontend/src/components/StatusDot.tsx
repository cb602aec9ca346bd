import { useConnection } from "../api/connection";
import type { Run, Status } from "../api/types";
import classes from "./StatusDot.module.css";
import { statusWord } from "./statuses";

/** A run's status as a dot and a word. */
export function StatusDot({ run }: { run: Run }) {
  const stage = run.status === "running" || run.status === "queued" ? (run.stage ?? undefined) : undefined;
  return <StatusMark status={run.status} word={statusWord(run)} title={stage} />;
}

/** A dot in the colour of a status, and a word. A live dot pulses while the server is there. */
export function StatusMark({ status, word, title }: { status: Status; word: string; title?: string | undefined }) {
  const lost = useConnection() === "unreachable";
  return (
    <span className={classes.status} data-status={status} data-still={lost || undefined} title={title}>
      <span className={classes.dot} aria-hidden />
      {word}
    </span>
  );
}
