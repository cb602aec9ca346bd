import { Button, Skeleton } from "@mantine/core";
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
import { ComparedFigures } from "./ComparedFigures";
import classes from "./ComparePage.module.css";
import { GroupedFigures } from "./GroupedFigures";
import { MOST_READABLE, REPLICATES } from "./grouping";
import { GroupPicker } from "./GroupPicker";
import { GroupStrip } from "./GroupStrip";
import { RunPicker } from "./RunPicker";
import { RunStrip } from "./RunStrip";
import { SharedChips } from "./SharedChips";
import { useComparedRuns, type ComparedRuns } from "./useComparedRuns";
import { useGrouping } from "./useGrouping";

const REFRESH_SECONDS = 2;

export function ComparePage() {
  const [by, setBy] = useGrouping();
  const compared = useComparedRuns(by.length > 0);
  useTitle(compared.ids.length > 0 ? `Compare ${counted(compared.ids.length, "run")}` : "Compare");
  useFreshFigures(compared.ids);
  const present = compared.ids.filter((id) => !compared.missing.includes(id));
  const isGrouped = by.length > 0;
  const fronts = useFronts(isGrouped ? [] : present);
  const groups = useGroups(isGrouped ? present : [], by);
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
          <RunPicker chosen={compared.ids} most={compared.most} onAdd={compared.add} />
          <CopyButton text={() => window.location.href} label="Copy link" />
        </div>
      </header>
      <Compared compared={compared} present={present} by={by} onGroup={setBy} />
    </>
  );
}

interface Props {
  compared: ComparedRuns;
  present: readonly string[];
  by: readonly string[];
  onGroup: (by: readonly string[]) => void;
}

function Compared({ compared, present, by, onGroup }: Props) {
  const hasRuns = compared.runs.length > 0 && !compared.loading;
  if (by.length > 0)
    return (
      <>
        {present.length > 0 && <GroupStrip ids={present} by={by} />}
        {hasRuns && <GroupedFigures runs={compared.runs} by={by} />}
      </>
    );
  return (
    <>
      {compared.ids.length > MOST_READABLE && (
        <p className={classes.advice}>
          {counted(compared.ids.length, "run")} one by one are hard to tell apart.
          {compared.beyond > 0 && ` More than ${MOST_COMPARED} fit only in groups.`}
          <Button variant="transparent" onClick={() => onGroup([REPLICATES])}>
            Group replicates
          </Button>
        </p>
      )}
      <RunStrip compared={compared} />
      {hasRuns && <ComparedFigures runs={compared.runs} />}
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
