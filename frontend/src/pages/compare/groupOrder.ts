import type { Group, Groups } from "../../api/groups";
import type { Run } from "../../api/types";
import { isRecord } from "../../api/shapes";
import { orderedBy, type RowOrder } from "./rowOrder";

/** A group with the place of its colour. */
export interface Placed {
  group: Group;
  place: number;
}

/** The place of each group's colour: its own, or that of its value of a field, in the order of the groups. */
export function placed({ groups }: Groups, runs: readonly Run[], colourBy: string | undefined): Placed[] {
  if (colourBy === undefined) return groups.map((group, place) => ({ group, place }));
  const known = new Map(runs.map((run) => [run.id, run]));
  const values = groups.map(({ run_ids: [first] }) => JSON.stringify(valueAt(known.get(first ?? ""), colourBy)));
  const distinct = [...new Set(values)];
  return groups.map((group, at) => ({ group, place: distinct.indexOf(values[at] ?? "") }));
}

/** A field of a run's config by its dotted path, or its preference; the order of keys does not matter. */
export function valueAt(run: Run | undefined, path: string): unknown {
  let value: unknown = { ...run?.config, preference: run?.preference };
  for (const part of path.split(".")) value = isRecord(value) ? value[part] : null;
  return isRecord(value) ? Object.entries(value).toSorted() : (value ?? null);
}

/** The groups in an order: by "label", "n", "hypervolume" or an objective; those without a value come last. */
export function ordered(groups: readonly Placed[], sort: RowOrder): Placed[] {
  const value = ({ group }: Placed, key: string) =>
    key === "n" ? group.n : (key === "hypervolume" ? group.hypervolume : group.objectives[key])?.mean;
  return orderedBy(groups, sort, { label: ({ group }) => group.label, value });
}
