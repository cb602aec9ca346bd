import { useEffect } from "react";
import { Problem } from "../../api/problem";
import { useMembers, useRunGroups, type GroupSort } from "../../api/runGroups";
import type { Sort } from "../../api/types";
import { counted } from "../../components/numbers";
import { QueryError } from "../../components/QueryError";
import { GroupCards } from "./GroupCards";
import { groupLines, listedIds, sweepOf } from "./groupLines";
import { GroupsTable } from "./GroupsTable";
import { isFiltered, NO_FILTER, type ListSetting } from "./listSetting";
import { LoadMore } from "./LoadMore";
import { NoRuns } from "./NoRuns";
import { RunsHeader } from "./RunsHeader";
import { RunsSkeleton } from "./RunsSkeleton";
import { useChosenColumns } from "./useColumns";
import { NEWEST_FIRST } from "./useRunFilter";

const SORTS: readonly GroupSort[] = ["created_at", "-created_at", "name", "-name", "hypervolume", "-hypervolume"];

/** The list of runs in groups, each of which is whole, whatever runs are loaded. */
export function GroupedRuns({ filter, setFilter, grouping, selection, narrow, onHelp }: ListSetting) {
  const { by, setBy, open, toggle } = grouping;
  const sort = groupSort(filter.sort);
  const query = useRunGroups(filter, by, sort);
  const first = query.data?.pages[0];
  const groups = query.data?.pages.flatMap((page) => page.groups) ?? [];
  const unfolded = groups.filter(({ id }) => open.has(id));
  const members = useMembers(unfolded.map((group) => ({ id: group.id, runIds: listedIds(group) })));
  const objectives = first?.objectives ?? [];
  const columns = useChosenColumns(objectives, objectives);
  const comparable = first?.hypervolumes_compare ?? true;
  const refused = query.error instanceof Problem && query.error.status === 422 && sort.endsWith("hypervolume");
  useEffect(() => {
    if (refused) setFilter({ sort: NEWEST_FIRST });
  }, [refused, setFilter]);
  const List = narrow ? GroupCards : GroupsTable;
  return (
    <>
      <RunsHeader
        count={first ? `${counted(first.total, "group")}, ${counted(first.total_runs, "run")}` : ""}
        filter={filter}
        onFilter={setFilter}
        by={by}
        onBy={setBy}
        objectives={objectives}
        columns={columns}
        narrow={narrow}
        onHelp={onHelp}
      />
      {!refused && <QueryError query={query} />}
      {query.isPending && <RunsSkeleton />}
      {first?.total === 0 && <NoRuns filtered={isFiltered(filter)} onClear={() => setFilter(NO_FILTER)} />}
      {groups.length > 0 && (
        <List
          groups={groups}
          lines={groupLines(groups, open, members)}
          objectives={columns.shown}
          comparable={comparable}
          sort={sort}
          onSort={(next) => setFilter({ sort: next })}
          selection={selection}
          onToggle={toggle}
          restAddress={(group) => {
            const sweep = sweepOf(group);
            return sweep === null ? null : `/sweeps/${sweep}/runs`;
          }}
        />
      )}
      {query.hasNextPage && (
        <LoadMore
          noun="group"
          shown={groups.length}
          total={first?.total ?? 0}
          busy={query.isFetchingNextPage}
          onReach={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}

/** The order of groups; the newest first where runs have an order that groups do not have. */
function groupSort(sort: Sort): GroupSort {
  return SORTS.find((one) => one === sort) ?? "-created_at";
}
