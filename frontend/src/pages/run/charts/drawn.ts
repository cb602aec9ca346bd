import type { Run } from "../../../api/types";
import { isOver } from "../../../components/statuses";
import { INTERPOLATION, REEVALUATION } from "./methods";

/** What is drawn from evaluations alone. */
const OF_EVALUATIONS = ["front", "hypervolume", "objective"];
const COMPLETIONS = "completions";
const CAUSE = "cause";

/** What decides which figures a run has. */
export interface Facts {
  /** Prefixes of the metric keys that each figure needs, by its name. */
  needs: Readonly<Record<string, readonly string[]>>;
  /** The metric keys that the run has reported; null until they are known. */
  keys: readonly string[] | null;
  /** Whether metrics explain how the run's weights move. */
  explained: boolean;
}

/**
 * Whether a figure has data or will have some.
 *
 * A run that trains here reports all that its method has, in time. Of another program, and of a run that is over, only
 * what was reported counts.
 */
export function isDrawn(name: string, run: Run, facts: Facts): boolean {
  if (run.method === REEVALUATION) return name === COMPLETIONS;
  const trains = run.method !== INTERPOLATION;
  const open = !isOver(run) && !run.external;
  if (OF_EVALUATIONS.includes(name)) return run.latest !== null || !isOver(run);
  if (name === COMPLETIONS) return !run.external;
  if (name === CAUSE && !facts.explained) return false;
  if (open || facts.keys === null) return trains;
  return facts.keys.some((key) => facts.needs[name]?.some((beginning) => key.startsWith(beginning)));
}
