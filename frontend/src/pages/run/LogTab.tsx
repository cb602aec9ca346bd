import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { runQuery } from "../../api/runs";
import type { Run } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { EmptyState } from "../../components/EmptyState";
import { isOver } from "../../components/statuses";
import classes from "../../components/TextPanel.module.css";

const POLL_SECONDS = 2;

/** The end of the training process's log. It scrolls along while the reader is at its end. */
export function LogTab({ run }: { run: Run }) {
  const log =
    useQuery({ ...runQuery(run.id), refetchInterval: isOver(run) ? false : POLL_SECONDS * 1000 }).data?.log_tail ?? "";
  const pane = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const element = pane.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [log]);
  if (log === "")
    return isOver(run) ? (
      <EmptyState title="No log">The training process wrote nothing.</EmptyState>
    ) : (
      <EmptyState title="No log yet">The last 64 kB of the training process's log appear here.</EmptyState>
    );
  return (
    <>
      <div className={classes.bar}>
        <p>The last 64 kB of the training process's log.</p>
        <CopyButton text={log} label="Copy log" />
      </div>
      <pre
        ref={pane}
        className={`${classes.text ?? ""} ${classes.log ?? ""}`}
        tabIndex={0}
        aria-label="Log"
        onScroll={({ currentTarget }) => {
          atEnd.current = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < 24;
        }}
      >
        {log}
      </pre>
    </>
  );
}
