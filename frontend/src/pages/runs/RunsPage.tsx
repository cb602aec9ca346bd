import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Problem } from "../../api/problem";
import { useRuns } from "../../api/runs";
import { useRunsStream } from "../../api/runsStream";
import { useSweep } from "../../api/sweeps";
import { EmptyState } from "../../components/EmptyState";
import { QueryError } from "../../components/QueryError";
import { formatCount } from "../../components/numbers";
import { SweepChip } from "../../components/SweepChip";
import { useTitle } from "../../components/useTitle";
import { ColumnsMenu } from "./ColumnsMenu";
import { FilterBar } from "./FilterBar";
import { objectivesOf } from "./listProps";
import { LoadMore } from "./LoadMore";
import { RunCards } from "./RunCards";
import classes from "./RunsPage.module.css";
import { RunsSkeleton } from "./RunsSkeleton";
import { RunsTable } from "./RunsTable";
import { SelectionBar } from "./SelectionBar";
import { useColumns } from "./useColumns";
import { NEWEST_FIRST, useRunFilter } from "./useRunFilter";
import { useSelection } from "./useSelection";
import { sortedByVolume, useVolumes } from "./useVolumes";
import { VolumesNote } from "./VolumesNote";

export function RunsPage() {
  useTitle("Runs");
  useRunsStream();
  const [filter, setFilter] = useRunFilter();
  const recomputed = useState<readonly string[]>([]);
  const byVolume = filter.sort === "hypervolume" || filter.sort === "-hypervolume";
  const runs = useRuns(byVolume && recomputed[0].length > 0 ? { ...filter, sort: NEWEST_FIRST } : filter);
  const sweep = useSweep(filter.sweep);
  const selection = useSelection();
  const narrow = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  const shown = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  const total = runs.data?.pages[0]?.total ?? 0;
  const filtered = filter.status !== "" || filter.search !== "" || filter.sweep !== "";
  const columns = useColumns(shown);
  const volumes = useVolumes(shown, runs.data?.pages[0]?.hypervolumes_compare ?? true, recomputed);
  const refused = runs.error instanceof Problem && runs.error.status === 422;
  useEffect(() => {
    if (byVolume && (refused || !volumes.comparable)) setFilter({ sort: NEWEST_FIRST });
  }, [byVolume, refused, volumes.comparable, setFilter]);
  const List = narrow ? RunCards : RunsTable;
  return (
    <>
      <header className={classes.header}>
        <h1>Runs</h1>
        <p className={classes.count}>
          {runs.data && shown.length > 0 && `${formatCount(shown.length)} of ${formatCount(total)}`}
          {filter.sweep !== "" && (
            <SweepChip id={filter.sweep} name={sweep.data?.name ?? ""} onRemove={() => setFilter({ sweep: "" })} />
          )}
        </p>
        <FilterBar filter={filter} onChange={setFilter} />
        {!narrow && <ColumnsMenu all={objectivesOf(shown)} columns={columns} />}
        <Button component={Link} to="/runs/new" variant="filled">
          New run
        </Button>
      </header>
      <QueryError query={runs} />
      {runs.isPending && <RunsSkeleton />}
      {runs.data && shown.length === 0 && (
        <NoRuns filtered={filtered} onClear={() => setFilter({ status: "", search: "", sweep: "" })} />
      )}
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
          shown={shown.length}
          total={total}
          busy={runs.isFetchingNextPage}
          onReach={() => void runs.fetchNextPage()}
        />
      )}
      <SelectionBar selection={selection} />
    </>
  );
}

function NoRuns({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return (
    <div className={classes.panel}>
      {filtered ? (
        <EmptyState title="No run matches this filter" action={<Button onClick={onClear}>Clear the filter</Button>}>
          No run matches the text, the status and the sweep that are chosen.
        </EmptyState>
      ) : (
        <EmptyState
          title="No runs yet"
          action={
            <Button component={Link} to="/runs/new" variant="filled">
              New run
            </Button>
          }
        >
          Every training run appears here, live: its status, its reward weights, its objectives now and how its
          hypervolume grew.
        </EmptyState>
      )}
    </div>
  );
}
