/** The best points of runs or of groups as rows of a table. */

import type { Groups } from "../../api/groups";
import type { BestPoint, Fronts, Objective } from "../../api/types";
import type { Placed } from "./groupOrder";

/** The split that points are chosen on. */
export const CHOSEN_BY = "validation";

type Point = Pick<BestPoint, "run_id" | "step" | "objectives" | "standard_errors" | "over_runs" | "reported">;

export interface BestRow {
  /** The run or the group. */
  name: string;
  /** The place of its colour. */
  place: number;
  point: Point;
}

/** The front of each group. */
export function rowsOfGroups({ groups }: Groups, rows: readonly Placed[]): BestRow[] {
  const places = new Map(rows.map(({ group, place }) => [group.id, place]));
  return groups.flatMap(({ id, label, best }) =>
    best.map((point) => ({ name: label, place: places.get(id) ?? 0, point })),
  );
}

/** The front of each run. */
export function rowsOfRuns({ runs }: Fronts): BestRow[] {
  return runs.flatMap(({ run_id: run, name, points }, place) =>
    points
      .filter((point) => point.on_front)
      .map((point) => ({
        name,
        place,
        point: { ...point, run_id: run, standard_errors: point.standard_errors ?? {} },
      })),
  );
}

/** The rows that no other row is better than in everything. */
export function frontOf(rows: readonly BestRow[], objectives: readonly Objective[]): BestRow[] {
  const points = rows.map(({ point }) =>
    objectives.map(({ name, direction }) => (point.objectives[name] ?? NaN) * (direction === "maximize" ? 1 : -1)),
  );
  const dominates = (one: readonly number[], other: readonly number[]) =>
    one.every((value, at) => value >= (other[at] ?? NaN)) && one.some((value, at) => value > (other[at] ?? NaN));
  return rows.filter((_, at) => !points.some((other) => dominates(other, points[at] ?? [])));
}

/** Which number of an objective a column shows. */
export type Shown = "chosen" | "runs" | "reported";

export interface Value {
  value: number | null | undefined;
  error: number | null | undefined;
}

export function valueOf({ point }: BestRow, name: string, shown: Shown): Value {
  switch (shown) {
    case "chosen":
      return { value: point.objectives[name], error: point.standard_errors?.[name] };
    case "runs":
      return { value: point.over_runs?.mean[name], error: point.over_runs?.standard_error[name] };
    case "reported":
      return { value: point.reported?.objectives[name], error: point.reported?.standard_errors[name] };
  }
}
