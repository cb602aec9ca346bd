import { Link } from "react-router";
import { useEvents } from "../../api/runDetail";
import type { Run } from "../../api/types";
import classes from "./WarningStrip.module.css";

/** The newest warning or alarm of the run; nothing if there is none. */
export function WarningStrip({ run }: { run: Run }) {
  const warnings = useEvents(run.id).data?.events.filter((event) => event.level !== "info") ?? [];
  const newest = warnings.at(-1);
  if (!newest) return null;
  return (
    <p className={classes.strip} role="status">
      <b>{newest.step === null ? "Warning" : `Warning at step ${newest.step}`}</b>
      <span>{newest.message}</span>
      <Link to={`/runs/${run.id}/events`}>{warnings.length > 1 ? `All ${warnings.length} warnings` : "Events"}</Link>
    </p>
  );
}
