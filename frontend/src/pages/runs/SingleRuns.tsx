import { useEffect, useState } from "react";
import { Problem } from "../../api/problem";
import { useRuns } from "../../api/runs";
import { formatCount } from "../../components/numbers";
import { QueryError } from "../../components/QueryError";
import { objectivesOf } from "./listProps";
import { isFiltered, NO_FILTER, type ListSetting } from "./listSetting";
import { LoadMore } from "./LoadMore";
import { NoRuns } from "./NoRuns";
import { RunCards } from "./RunCards";
import { RunsHeader } from "./RunsHeader";
import { RunsSkeleton } from "./RunsSkeleton";
import { RunsTable } from "./RunsTable";
import { useColumns } from "./useColumns";
import { NEWEST_FIRST } from "./useRunFilter";
import { sortedByVolume, useVolumes } from "./useVolumes";
import { VolumesNote } from "./VolumesNote";

/** The list of runs, one by one. */
export function SingleRuns({ filter, setFilter, grouping, selection, narrow, onHelp }: ListSetting) {
  const recomputed = useState<readonly string[]>([]);
  const byVolume = filter.sort === "hypervolume" || filter.sort === "-hypervolume";
  const runs = useRuns(byVolume && recomputed[0].length > 0 ? { ...filter, sort: NEWEST_FIRST } : filter);
  const shown = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  const total = runs.data?.pages[0]?.total ?? 0;
  const columns = useColumns(shown);
  const volumes = useVolumes(shown, runs.data?.pages[0]?.hypervolumes_compare ?? true, recomputed);
  const refused = runs.error instanceof Problem && runs.error.status === 422;
  useEffect(() => {
    if (byVolume && (refused || !volumes.comparable)) setFilter({ sort: NEWEST_FIRST });
  }, [byVolume, refused, volumes.comparable, setFilter]);
  const List = narrow ? RunCards : RunsTable;
  return (
    <>
      <RunsHeader
        count={runs.data && shown.length > 0 ? `${formatCount(shown.length)} of ${formatCount(total)}` : ""}
        filter={filter}
        onFilter={setFilter}
        by={grouping.by}
        onBy={grouping.setBy}
        objectives={objectivesOf(shown)}
        columns={columns}
        narrow={narrow}
        onHelp={onHelp}
      />
      <QueryError query={runs} />
      {runs.isPending && <RunsSkeleton />}
      {runs.data && shown.length === 0 && <NoRuns filtered={isFiltered(filter)} onClear={() => setFilter(NO_FILTER)} />}
      <VolumesNote volumes={volumes} />
      {shown.length > 0 && (
        <List
          runs={sortedByVolume(shown, filter.sort, volumes)}
          volumes={volumes}
          objectives={columns.shown}
          sort={filter.sort}
          onSort={(sort) => setFilter({ sort })}
          selection={selection}
        />
      )}
      {runs.hasNextPage && (
        <LoadMore
          noun="run"
          shown={shown.length}
          total={total}
          busy={runs.isFetchingNextPage}
          onReach={() => void runs.fetchNextPage()}
        />
      )}
    </>
  );
}
