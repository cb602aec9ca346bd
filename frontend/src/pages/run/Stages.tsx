import { useWorkers } from "../../api/workers";
import type { Run } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { CheckIcon } from "../../components/icons";
import { isOver } from "../../components/statuses";
import classes from "./Stages.module.css";
import { stagesOf, type Stage } from "./stagesOf";

/** What a run does before its first point: each stage as it happens. */
export function Stages({ run }: { run: Run }) {
  const workers = useWorkers();
  const nobody = run.status === "queued" && workers.data?.workers.every((worker) => !worker.alive);
  if (isOver(run)) {
    return (
      <div className={classes.panel}>
        <EmptyState title="Nothing was measured">
          The run ended before its policy was evaluated for the first time. The events and the log say what happened.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={classes.panel} aria-live="polite">
      <ol className={classes.stages}>
        {stagesOf(run).map((stage) => (
          <li key={stage.name} data-state={stage.state}>
            <span className={classes.mark}>{stage.state === "done" && <CheckIcon />}</span>
            <span className={classes.name}>{stage.name}</span>
            <span className={classes.what}>{sentence(stage, nobody ?? false)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function sentence(stage: Stage, nobody: boolean): string {
  if (stage.name === "queued" && stage.state === "now" && nobody)
    return "No worker is connected. Start one with: paretoscope worker";
  return stage.what;
}
