import type { Run } from "../../api/types";

/** A run is silent only after this long, however quick its steps are. */
const LEAST_SECONDS = 60;
/** Steps that a run may take in silence: reports come in batches, and evaluations take longer than steps. */
const STEPS = 10;

/** Seconds since the last records of a running or lost run; null before the first, or where none are awaited. */
export function secondsSinceReport(run: Run, now: number): number | null {
  const last = run.reported_at ?? run.started_at;
  return (run.status === "running" || run.status === "lost") && last !== null
    ? Math.max(0, (now - Date.parse(last)) / 1000)
    : null;
}

/** Whether the last records are so old that nobody can tell when the run will end. */
export function isSilent(run: Run, now: number): boolean {
  if (run.status === "lost") return true;
  const left = run.total_steps - run.step;
  const pace = run.eta_seconds !== null && left > 0 ? run.eta_seconds / left : 0;
  return (secondsSinceReport(run, now) ?? 0) > Math.max(LEAST_SECONDS, STEPS * pace);
}
