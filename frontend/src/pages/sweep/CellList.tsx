import { QueryError } from "../../components/QueryError";
import { GroupCards } from "../runs/GroupCards";
import { GroupsTable } from "../runs/GroupsTable";
import { LoadMore } from "../runs/LoadMore";
import { RunsSkeleton } from "../runs/RunsSkeleton";
import { useChosenColumns } from "../runs/useColumns";
import { useGroupList } from "../runs/useGroupList";
import { useListGrouping } from "../runs/useListGrouping";
import { CELLS } from "./fields";
import type { RunsListProps } from "./runsListProps";

/** The cells of a sweep with the means of their runs; each unfolds. */
export function CellList({ sweep, filter, setFilter, selection, narrow }: RunsListProps) {
  const { open, toggle } = useListGrouping();
  const list = useGroupList({ filter, setFilter, by: CELLS, open });
  const columns = useChosenColumns(list.objectives, list.objectives);
  const List = narrow ? GroupCards : GroupsTable;
  return (
    <>
      {!list.refused && <QueryError query={list.query} />}
      {list.query.isPending && <RunsSkeleton />}
      {list.groups.length > 0 && (
        <List
          groups={list.groups}
          lines={list.lines}
          objectives={columns.shown}
          comparable={list.comparable}
          sort={list.sort}
          onSort={(sort) => setFilter({ sort })}
          selection={selection}
          onToggle={toggle}
          restAddress={() => `/sweeps/${sweep.id}/runs?rows=runs`}
        />
      )}
      {list.query.hasNextPage && (
        <LoadMore
          noun="cell"
          shown={list.groups.length}
          total={list.first?.total ?? 0}
          busy={list.query.isFetchingNextPage}
          onReach={() => void list.query.fetchNextPage()}
        />
      )}
    </>
  );
}
