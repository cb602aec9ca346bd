import type { Group, Groups } from "../../api/groups";
import type { Run } from "../../api/types";
import { isRecord } from "../../api/shapes";

/** "label", "n", "hypervolume" or an objective; a minus sign puts the greatest first. Empty: as they came. */
export type GroupSort = string;

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

/** The groups in an order; those without a value come last. */
export function ordered(groups: readonly Placed[], sort: GroupSort): Placed[] {
  if (sort === "") return [...groups];
  const key = sort.replace(/^-/, "");
  const sign = sort.startsWith("-") ? -1 : 1;
  if (key === "label")
    return groups.toSorted((one, other) => sign * one.group.label.localeCompare(other.group.label, "en", NATURAL));
  const valueOf = ({ group }: Placed) =>
    (key === "n" ? group.n : (key === "hypervolume" ? group.hypervolume : group.objectives[key])?.mean) ?? null;
  return groups.toSorted((one, other) => {
    const [first, second] = [valueOf(one), valueOf(other)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

const NATURAL = { numeric: true };

/** The next order after a click on a heading: the greatest first, then the smallest, then as they came. */
export function nextOrder(sort: GroupSort, key: string): GroupSort {
  const [first, second] = key === "label" ? [key, `-${key}`] : [`-${key}`, key];
  return sort === first ? second : sort === second ? "" : first;
}
