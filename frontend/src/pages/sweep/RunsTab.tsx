import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { ALL_RUNS, useRuns } from "../../api/runs";
import type { Sweep } from "../../api/types";
import { QueryError } from "../../components/QueryError";
import { LoadMore } from "../runs/LoadMore";
import { RunCards } from "../runs/RunCards";
import { RunsSkeleton } from "../runs/RunsSkeleton";
import { RunsTable } from "../runs/RunsTable";
import { SelectionBar } from "../runs/SelectionBar";
import { useColumns } from "../runs/useColumns";
import { useRunFilter } from "../runs/useRunFilter";
import { useSelection } from "../runs/useSelection";
import { sortedByVolume, useVolumes } from "../runs/useVolumes";
import { VolumesNote } from "../runs/VolumesNote";

/** The list of runs, of this sweep only. */
export function RunsTab({ sweep }: { sweep: Sweep }) {
  const [{ sort }, setFilter] = useRunFilter();
  const runs = useRuns({ ...ALL_RUNS, archived: "any", sort, sweep: sweep.id });
  const selection = useSelection();
  const narrow = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
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
          runs={sortedByVolume(shown, sort, volumes)}
          volumes={volumes}
          objectives={columns.shown}
          sort={sort}
          onSort={(next) => setFilter({ sort: next })}
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
      <SelectionBar selection={selection} />
    </>
  );
}
