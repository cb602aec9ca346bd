import type { Run, Status } from "../api/types";

export const STATUSES: readonly Status[] = ["queued", "running", "completed", "stopped", "failed", "crashed", "lost"];

/** Whether a run has ended. A lost one has not: it goes on as soon as it is heard of again. */
export function isOver(run: Pick<Run, "status">): boolean {
  return run.status !== "queued" && run.status !== "running" && run.status !== "lost";
}

/** The word beside the dot: the status, or "stopping" after a stop was requested. */
export function statusWord(run: Run): string {
  return run.stop_requested && !isOver(run) ? "stopping" : run.status;
}
