import type { Run } from "../api/types";
import { isOver } from "./statuses";

/** Whether the checkpoints of a run can be forked: it may not delete them any more, and this server has them. */
export function isForkable(run: Pick<Run, "status" | "external">): boolean {
  return isOver(run) && !run.external;
}

/** The page on which a fork of a run is set up. */
export function forkPath(run: Pick<Run, "id">, step: number): string {
  return `/runs/new?from=${run.id}&step=${step}`;
}
