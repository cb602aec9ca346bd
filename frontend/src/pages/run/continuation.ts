import { isRecord } from "../../api/shapes";
import type { Checkpoint, Config, Run } from "../../api/types";
import { REEVALUATION } from "./charts/methods";
import { isOver } from "../../components/statuses";

/** How a run that has ended can go on. */
export interface Continuation {
  verb: "resume" | "retry";
  /** Step of the checkpoint from which it goes on; null for the beginning. */
  from: number | null;
  /** Whether the number of steps stays, may be changed, or has to grow because all of them are done. */
  steps: "stay" | "may change" | "must grow";
}

/** How the server would let a run go on; null where it would refuse. */
export function continuationOf(run: Run, checkpoints: readonly Checkpoint[]): Continuation | null {
  if (run.external || !isOver(run)) return null;
  const from = checkpoints.findLast((checkpoint) => checkpoint.resumable && !checkpoint.deleted)?.step ?? null;
  if (run.status === "failed" || run.status === "crashed") return { verb: "retry", from, steps: "stay" };
  if (from === null && run.step > 0 && run.method !== REEVALUATION) return null;
  const extensible = isExtensible(run.config);
  if (run.status === "stopped") return { verb: "resume", from, steps: extensible ? "may change" : "stay" };
  return run.status === "completed" && extensible ? { verb: "resume", from, steps: "must grow" } : null;
}

/** Whether more steps leave those that are done as they are: nothing in the config depends on the number of steps. */
function isExtensible({ optimizer, interpolation, reevaluation }: Config): boolean {
  const trains = !isRecord(interpolation) && !isRecord(reevaluation);
  return trains && isRecord(optimizer) && optimizer.schedule === "constant";
}

/** What is wrong with a new number of steps; null if nothing is. */
export function stepsFault(run: Run, text: string): string | null {
  if (!/^\d+$/.test(text.trim())) return "Give a whole number.";
  return Number(text) > run.step ? null : `Give more than ${run.step}, the steps that are done.`;
}
