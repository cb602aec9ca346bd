import type { Objective, Run, Sort } from "../../api/types";
import type { Selection } from "./useSelection";

export interface ListProps {
  runs: readonly Run[];
  /** Objectives that have a column. */
  objectives: readonly Objective[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  selection: Selection;
}

/** The objectives of the listed runs, each once, in the order of their first appearance. */
export function objectivesOf(runs: readonly Run[]): Objective[] {
  const found = new Map<string, Objective>();
  for (const run of runs)
    for (const objective of run.objectives) if (!found.has(objective.name)) found.set(objective.name, objective);
  return [...found.values()];
}

/**
 * How full the bar under a value is, from 0 to 1: fractions as they are, other maximised values against the largest in
 * sight, minimised ones by how far they fell from the untrained policy.
 */
export function barShare(objective: Objective, value: number, initial: number | null, largest: number): number {
  if (objective.direction === "minimize") return initial !== null && initial > 0 ? clamp(1 - value / initial) : 0;
  if (objective.unit === "fraction") return clamp(value);
  return largest > 0 ? clamp(value / largest) : 0;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
