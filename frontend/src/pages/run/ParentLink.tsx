import { Link } from "react-router";
import { useRun } from "../../api/runs";
import { MiddleCut } from "../../components/MiddleCut";
import classes from "./ParentLink.module.css";

/** The run and the step that a fork starts from. */
export function ParentLink({ runId, step }: { runId: string; step: number | null }) {
  const parent = useRun(runId);
  return (
    <span className={classes.parent}>
      fork of{" "}
      {parent.isError && !parent.data ? (
        "a run that was deleted"
      ) : (
        <Link to={`/runs/${runId}/checkpoints`}>
          <MiddleCut text={parent.data?.name ?? runId} />
        </Link>
      )}{" "}
      at step {step}
    </span>
  );
}
