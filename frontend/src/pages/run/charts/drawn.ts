import type { Run } from "../../../api/types";
import { isOver } from "../../../components/statuses";
import { INTERPOLATION, movesByNumbers } from "./methods";

/** What is drawn from evaluations alone. */
const OF_EVALUATIONS = ["front", "hypervolume", "objective"];
const COMPLETIONS = "completions";
const CAUSE = "cause";

/** Beginnings of the metric keys that each figure needs, by its name. */
export type Needs = Readonly<Record<string, readonly string[]>>;

/**
 * Whether a figure has data or will have some.
 *
 * A run that trains here reports all that its method has, in time. Of another program, and of a run that is over, only
 * what was reported counts. `keys` is null until it is known what was.
 */
export function isDrawn(name: string, run: Run, needs: Needs, keys: readonly string[] | null): boolean {
  const trains = run.method !== INTERPOLATION;
  const open = !isOver(run) && !run.external;
  if (OF_EVALUATIONS.includes(name)) return run.latest !== null || !isOver(run);
  if (name === COMPLETIONS) return !run.external;
  if (name === CAUSE && !movesByNumbers(run.method)) return false;
  if (open || keys === null) return trains;
  return keys.some((key) => needs[name]?.some((beginning) => key.startsWith(beginning)));
}
