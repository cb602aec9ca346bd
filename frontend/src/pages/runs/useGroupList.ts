import { useEffect } from "react";
import { Problem } from "../../api/problem";
import { useMembers, useRunGroups, type GroupSort } from "../../api/runGroups";
import type { RunFilter } from "../../api/runs";
import type { Sort } from "../../api/types";
import { groupLines, listedIds } from "./groupLines";
import { NEWEST_FIRST } from "./useRunFilter";

const SORTS: readonly GroupSort[] = ["created_at", "-created_at", "name", "-name", "hypervolume", "-hypervolume"];

interface Asked {
  filter: RunFilter;
  setFilter: (change: Partial<RunFilter>) => void;
  by: string;
  /** Ids of the groups that are unfolded. */
  open: ReadonlySet<string>;
}

/** The groups of the chosen runs and the lines of their list. An order that the server refuses is given up. */
export function useGroupList({ filter, setFilter, by, open }: Asked) {
  const sort = groupSort(filter.sort);
  const query = useRunGroups(filter, by, sort);
  const first = query.data?.pages[0];
  const groups = query.data?.pages.flatMap((page) => page.groups) ?? [];
  const unfolded = groups.filter(({ id }) => open.has(id));
  const members = useMembers(unfolded.map((group) => ({ id: group.id, runIds: listedIds(group) })));
  const refused = query.error instanceof Problem && query.error.status === 422 && sort.endsWith("hypervolume");
  useEffect(() => {
    if (refused) setFilter({ sort: NEWEST_FIRST });
  }, [refused, setFilter]);
  return {
    query,
    first,
    groups,
    lines: groupLines(groups, open, members),
    objectives: first?.objectives ?? [],
    comparable: first?.hypervolumes_compare ?? true,
    sort,
    refused,
  };
}

/** The order of groups; the newest first where runs have an order that groups do not have. */
function groupSort(sort: Sort): GroupSort {
  return SORTS.find((one) => one === sort) ?? "-created_at";
}
