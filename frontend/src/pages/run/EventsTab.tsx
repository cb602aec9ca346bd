import { useState } from "react";
import { useEvents } from "../../api/runDetail";
import type { Run, RunEvent } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { QueryError } from "../../components/QueryError";
import { Segmented } from "../../components/Segmented";
import { isOver } from "../../components/statuses";
import { When } from "../../components/When";
import classes from "./EventsTab.module.css";

const LEVELS = [
  { value: "all", label: "all" },
  { value: "warning", label: "warnings and errors" },
] as const;

/** The events of the run, newest first. */
export function EventsTab({ run }: { run: Run }) {
  const events = useEvents(run.id);
  const [level, setLevel] = useState<"all" | "warning">("all");
  const shown = (events.data?.events ?? []).filter((event) => level === "all" || event.level !== "info").toReversed();
  return (
    <>
      <div className={classes.bar}>
        <Segmented label="Which events" options={LEVELS} value={level} onChange={setLevel} />
      </div>
      <QueryError query={events} />
      <div className={classes.panel}>
        {events.data && shown.length === 0 && (
          <EmptyState
            title={
              level === "all"
                ? isOver(run)
                  ? "Nothing was reported"
                  : "Nothing happened yet"
                : "No warnings, no errors"
            }
          >
            Claims, checkpoints, warnings and points that joined the archive appear here, each with its step.
          </EmptyState>
        )}
        <ol>
          {shown.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </ol>
      </div>
    </>
  );
}

function EventRow({ event }: { event: RunEvent }) {
  return (
    <li className={classes.event} data-level={event.level}>
      <span className={classes.step}>{event.step === null ? "" : `step ${event.step}`}</span>
      <span className={classes.level}>{event.level}</span>
      <span className={classes.message}>
        {event.message}
        {typeof event.data.traceback === "string" && (
          <details>
            <summary>Traceback</summary>
            <pre>{event.data.traceback}</pre>
          </details>
        )}
      </span>
      <span className={classes.time}>
        <When time={event.time} />
      </span>
    </li>
  );
}
