import type { Run } from "../../api/types";
import { formatCount } from "../../components/numbers";
import { isOver } from "../../components/statuses";
import { formatDuration } from "../../components/times";
import { isSilent, secondsSinceReport } from "./silence";

/** "step 84 of 150, 12 s left"; before the first step, what the run is doing; no time left while it is silent. */
export function progressSentence(run: Run, now: number): string {
  const steps = `step ${formatCount(run.step)} of ${formatCount(run.total_steps)}`;
  if (isOver(run)) return run.duration_seconds === null ? steps : `${steps}, ${formatDuration(run.duration_seconds)}`;
  if (run.status === "queued") return run.attempt > 0 ? `${steps}, waits to resume` : "waits for a worker";
  const stage = run.stage && run.stage !== "training" ? `, ${run.stage}` : "";
  if (isSilent(run, now)) return `${steps}${stage}, no report for ${formatDuration(secondsSinceReport(run, now) ?? 0)}`;
  if (stage) return `${steps}${stage}`;
  return run.eta_seconds === null ? steps : `${steps}, ${formatDuration(run.eta_seconds)} left`;
}
