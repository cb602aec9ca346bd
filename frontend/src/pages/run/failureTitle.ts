import type { Run, RunError } from "../../api/types";

const ALARM = "AlarmError";

/** "The run failed at step 2: PolicyError", or that an alarm stopped it, as its config asks. */
export function failureTitle(run: Pick<Run, "status" | "step">, error: Pick<RunError, "type">): string {
  const name = error.type.split(".").at(-1) ?? error.type;
  if (name === ALARM) return `An alarm stopped the run at step ${run.step}`;
  return `${run.status === "crashed" ? "The run crashed" : "The run failed"} at step ${run.step}: ${name}`;
}
