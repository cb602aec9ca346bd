import type { Group, Groups, Measure, Objective } from "../../api/types";
import type { GridEntry } from "./gridLayout";

export const STATUS = "status";
export const HYPERVOLUME = "hypervolume";

export interface Shown {
  value: number;
  /** Number of runs with a value. */
  n: number;
}

/** A measure of a group by its name: hypervolume, or an objective. */
export function measureOf(group: Group, name: string): Measure | undefined {
  return name === HYPERVOLUME ? group.hypervolume : group.objectives[name];
}

/** Which values of a measure are better. */
export function directionOf(name: string, objectives: readonly Objective[]): Objective["direction"] {
  return objectives.find((objective) => objective.name === name)?.direction ?? "maximize";
}

/** The mean over the runs of an entry; null before any of them has a value. */
export function valueOf({ runIds }: GridEntry, name: string, groups: Groups | undefined): Shown | null {
  const found = (groups?.groups ?? []).flatMap((group) => measureOf(group, name)?.values ?? []);
  const values = found.flatMap(({ run_id: id, value }) => (runIds.includes(id) && value !== null ? [value] : []));
  if (values.length === 0) return null;
  return { value: values.reduce((sum, value) => sum + value, 0) / values.length, n: values.length };
}

/** How deep each value is coloured, from 0 for the worst to 1 for the best. */
export function depths(values: readonly (number | null)[], direction: Objective["direction"]): number[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => {
    if (value === null) return 0;
    if (high === low) return 0.5;
    const share = (value - low) / (high - low);
    return direction === "maximize" ? share : 1 - share;
  });
}
