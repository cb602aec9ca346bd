/** The list of groups as lines of one height: groups, the runs of those that are unfolded, and what is left of them. */

import { MOST_MEMBERS, type ListedGroup } from "../../api/runGroups";
import type { Run } from "../../api/types";

export type GroupLine =
  | { kind: "group"; group: ListedGroup; open: boolean }
  | { kind: "run"; run: Run }
  /** Runs that are still fetched. */
  | { kind: "waiting"; group: ListedGroup }
  /** Runs beyond those that are fetched by their ids. */
  | { kind: "rest"; group: ListedGroup; count: number };

/** The ids of a group's runs that are listed when it is unfolded. */
export function listedIds({ run_ids: ids }: ListedGroup): readonly string[] {
  return ids.slice(0, MOST_MEMBERS);
}

export function groupLines(
  groups: readonly ListedGroup[],
  open: ReadonlySet<string>,
  members: ReadonlyMap<string, readonly Run[]>,
): GroupLine[] {
  return groups.flatMap((group): GroupLine[] => {
    const isOpen = open.has(group.id);
    const own: GroupLine = { kind: "group", group, open: isOpen };
    if (!isOpen) return [own];
    const runs = members.get(group.id);
    if (runs === undefined) return [own, { kind: "waiting", group }];
    const places = new Map(group.run_ids.map((id, place) => [id, place]));
    const place = (run: Run) => places.get(run.id) ?? 0;
    const lines = runs.toSorted((a, b) => place(a) - place(b)).map((run): GroupLine => ({ kind: "run", run }));
    const left = group.n - listedIds(group).length;
    return [own, ...lines, ...(left > 0 ? [{ kind: "rest" as const, group, count: left }] : [])];
  });
}

/** Whether all runs of a group are ticked, or some. */
export function tickOf(ids: readonly string[], has: (id: string) => boolean): "all" | "some" | "none" {
  const ticked = ids.filter(has).length;
  return ticked === 0 ? "none" : ticked === ids.length ? "all" : "some";
}

/** "completed", or "2 of 3 running": the status that says most, and of how many runs. */
export function statusWords(status: string, count: number, n: number): string {
  return count === n ? status : `${count} of ${n} ${status}`;
}

/** The sweep whose runs a group has; null if it is another kind of group. */
export function sweepOf({ key }: ListedGroup): string | null {
  return typeof key.sweep === "string" ? key.sweep : null;
}
