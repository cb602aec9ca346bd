import { counted } from "../../components/numbers";
import { QueryError } from "../../components/QueryError";
import { GroupCards } from "./GroupCards";
import { sweepOf } from "./groupLines";
import { GroupsTable } from "./GroupsTable";
import { isFiltered, NO_FILTER, type ListSetting } from "./listSetting";
import { LoadMore } from "./LoadMore";
import { NoRuns } from "./NoRuns";
import { RunsHeader } from "./RunsHeader";
import { RunsSkeleton } from "./RunsSkeleton";
import { useChosenColumns } from "./useColumns";
import { useGroupList } from "./useGroupList";

/** The list of runs in groups, each of which is whole, whatever runs are loaded. */
export function GroupedRuns({ filter, setFilter, grouping, selection, narrow, onHelp }: ListSetting) {
  const { by, setBy, open, toggle } = grouping;
  const list = useGroupList({ filter, setFilter, by, open });
  const { query, refused, first, groups, objectives } = list;
  const columns = useChosenColumns(objectives, objectives);
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
          lines={list.lines}
          objectives={columns.shown}
          comparable={list.comparable}
          sort={list.sort}
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
