import type { Run } from "../../api/types";
import { formatCount } from "../../components/numbers";
import { isOver } from "../../components/statuses";
import { formatDuration } from "../../components/times";

/** "step 84 of 150, 12 s left"; before the first step, what the run is doing. */
export function progressSentence(run: Run): string {
  const steps = `step ${formatCount(run.step)} of ${formatCount(run.total_steps)}`;
  if (isOver(run)) return run.duration_seconds === null ? steps : `${steps}, ${formatDuration(run.duration_seconds)}`;
  if (run.status === "queued") return run.attempt > 0 ? `${steps}, waits to resume` : "waits for a worker";
  if (run.stage && run.stage !== "training") return `${steps}, ${run.stage}`;
  return run.eta_seconds === null ? steps : `${steps}, ${formatDuration(run.eta_seconds)} left`;
}
