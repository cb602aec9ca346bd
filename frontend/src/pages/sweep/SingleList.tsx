import { useState } from "react";
import { useRuns } from "../../api/runs";
import { QueryError } from "../../components/QueryError";
import { LoadMore } from "../runs/LoadMore";
import { RunCards } from "../runs/RunCards";
import { RunsSkeleton } from "../runs/RunsSkeleton";
import { RunsTable } from "../runs/RunsTable";
import { useColumns } from "../runs/useColumns";
import { sortedByVolume, useVolumes } from "../runs/useVolumes";
import { VolumesNote } from "../runs/VolumesNote";
import type { RunsListProps } from "./runsListProps";

/** The runs of a sweep one by one. */
export function SingleList({ sweep, filter, setFilter, selection, narrow }: RunsListProps) {
  const runs = useRuns(filter);
  const shown = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  const columns = useColumns(shown);
  const recomputed = useState<readonly string[]>([]);
  const volumes = useVolumes(shown, runs.data?.pages[0]?.hypervolumes_compare ?? true, recomputed);
  const List = narrow ? RunCards : RunsTable;
  return (
    <>
      <QueryError query={runs} />
      {runs.isPending && <RunsSkeleton />}
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
          total={sweep.total_runs}
          busy={runs.isFetchingNextPage}
          onReach={() => void runs.fetchNextPage()}
        />
      )}
    </>
  );
}
