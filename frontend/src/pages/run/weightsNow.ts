import { isNumbers } from "../../api/shapes";
import type { Method, Run, RunEvent } from "../../api/types";
import { isOver } from "../../components/statuses";
import { balanced, type Weights } from "../../components/weights";

const REQUESTED = "weights_requested";

/** Whether a person can move the run's weights now. */
export function isSteerable(run: Pick<Run, "status">, method: Pick<Method, "moved_by"> | undefined): boolean {
  return method?.moved_by === "person" && !isOver(run);
}

/** The weights that were last asked for, else those the run began with, in three decimals that sum to 1. */
export function weightsNow(run: Pick<Run, "preference">, events: readonly RunEvent[]): Weights {
  const asked = events.findLast((event) => event.kind === REQUESTED)?.data.weights;
  return balanced(isNumbers(asked) ? asked : run.preference);
}
