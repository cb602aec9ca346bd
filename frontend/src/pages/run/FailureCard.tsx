import { Link } from "react-router";
import { useCheckpoints } from "../../api/runDetail";
import type { Run, RunError } from "../../api/types";
import classes from "./FailureCard.module.css";
import { failureTitle } from "./failureTitle";

const LOG_LINES = 12;

/** Why the run failed, which checkpoint is left, and where to look. */
export function FailureCard({ run, error }: { run: Run; error: RunError }) {
  const checkpoint = useCheckpoints(run.id).data?.checkpoints.findLast((candidate) => !candidate.deleted);
  const lines = (run.log_tail ?? "").trimEnd().split("\n").slice(-LOG_LINES).join("\n");
  return (
    <section className={classes.card} aria-label="Why the run failed">
      <h2>{failureTitle(run, error)}</h2>
      <p className={classes.message}>{error.message}</p>
      <p className={classes.quiet}>
        {checkpoint
          ? `The last good checkpoint is from step ${checkpoint.step}: ${checkpoint.path}`
          : "It has no checkpoint: the policy was never saved."}{" "}
        <Link to={`/runs/new?from=${run.id}`}>Duplicate the run</Link> to try it with another config.
      </p>
      {error.traceback && (
        <details>
          <summary>Traceback</summary>
          <pre>{error.traceback}</pre>
        </details>
      )}
      {lines && (
        <details>
          <summary>Last lines of the log</summary>
          <pre>{lines}</pre>
        </details>
      )}
    </section>
  );
}
