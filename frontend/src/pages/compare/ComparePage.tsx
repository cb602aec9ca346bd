import { Skeleton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { MOST_COMPARED, useFronts } from "../../api/fronts";
import { useGroups } from "../../api/groups";
import { throttled } from "../../api/throttled";
import { useRunsStream } from "../../api/runsStream";
import type { Run } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { EmptyState } from "../../components/EmptyState";
import { ErrorState } from "../../components/ErrorState";
import { counted } from "../../components/numbers";
import { SweepChip } from "../../components/SweepChip";
import { useTitle } from "../../components/useTitle";
import classes from "./ComparePage.module.css";
import { GroupedComparison } from "./GroupedComparison";
import { groupFields, REPLICATES } from "./grouping";
import { ColourPicker, GroupPicker } from "./GroupPicker";
import { RunPicker } from "./RunPicker";
import { SharedChips } from "./SharedChips";
import { SingleComparison } from "./SingleComparison";
import { useAxes } from "./useAxes";
import { useColourBy } from "./useColourBy";
import { useComparedRuns } from "./useComparedRuns";
import { useGrouping } from "./useGrouping";

const REFRESH_SECONDS = 2;

export function ComparePage() {
  const [by, setBy] = useGrouping();
  const compared = useComparedRuns(by.length > 0);
  useTitle(compared.ids.length > 0 ? `Compare ${counted(compared.ids.length, "run")}` : "Compare");
  useFreshFigures(compared.ids);
  const present = compared.ids.filter((id) => !compared.missing.includes(id));
  const isGrouped = by.length > 0;
  const choice = useAxes();
  const fronts = useFronts(isGrouped ? [] : present, choice.axes);
  const groups = useGroups(isGrouped ? present : [], by, choice.axes);
  const colourFields = by.includes(REPLICATES) ? groupFields(compared.runs) : by;
  const [colourBy, setColourBy] = useColourBy(colourFields);
  const leftOut = (isGrouped ? groups : fronts).data?.left_out ?? [];
  if (compared.error) return <ErrorState error={compared.error} />;
  if (compared.ids.length === 0 && compared.loading)
    return <Skeleton h={480} animate={false} aria-label="Loading the runs" />;
  if (compared.ids.length === 0 && !compared.sweep) return <NothingChosen onAdd={compared.add} />;
  return (
    <>
      <header className={classes.header}>
        <h1>
          {compared.ids.length === 1 ? "Compare a run with others" : `Compare ${counted(compared.ids.length, "run")}`}
        </h1>
        {compared.sweep && <SweepChip {...compared.sweep} onRemove={compared.removeSweep} />}
        <SharedChips runs={compared.runs} most={compared.most} beyond={compared.beyond} leftOut={leftOut} />
        <div className={classes.actions}>
          <GroupPicker runs={compared.runs} by={by} onChange={setBy} />
          {isGrouped && colourFields.length > 0 && (
            <ColourPicker fields={colourFields} value={colourBy} onChange={setColourBy} />
          )}
          <RunPicker chosen={compared.ids} most={compared.most} onAdd={compared.add} />
          <CopyButton text={() => window.location.href} label="Copy link" />
        </div>
      </header>
      {isGrouped ? (
        <GroupedComparison
          ids={present}
          runs={compared.loading ? [] : compared.runs}
          by={by}
          colourBy={colourBy}
          choice={choice}
        />
      ) : (
        <SingleComparison compared={compared} ids={present} choice={choice} onGroup={setBy} />
      )}
    </>
  );
}

function NothingChosen({ onAdd }: { onAdd: (id: string) => void }) {
  return (
    <>
      <header className={classes.header}>
        <h1>Compare</h1>
      </header>
      <div className={classes.panel}>
        <EmptyState
          title="Choose runs to compare"
          action={<RunPicker chosen={[]} most={MOST_COMPARED} onAdd={onAdd} />}
        >
          Their fronts are drawn in one chart, and hypervolume is recomputed for all of them against one reference
          point. Runs can also be ticked in the list of runs.
        </EmptyState>
      </div>
    </>
  );
}

/** Draws the figures again while a compared run trains. */
function useFreshFigures(ids: readonly string[]): void {
  const client = useQueryClient();
  const refresh = useMemo(
    () =>
      throttled(REFRESH_SECONDS, () => {
        for (const key of ["figure", "fronts", "groups"]) void client.invalidateQueries({ queryKey: [key] });
      }),
    [client],
  );
  useEffect(() => refresh.cancel, [refresh]);
  const chosen = ids.join(",");
  const onRun = useCallback((run: Run) => chosen.split(",").includes(run.id) && refresh.call(), [chosen, refresh]);
  useRunsStream(onRun);
}
