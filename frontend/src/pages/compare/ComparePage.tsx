import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { throttled } from "../../api/throttled";
import { useRunsStream } from "../../api/runsStream";
import type { Run } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { EmptyState } from "../../components/EmptyState";
import { counted } from "../../components/numbers";
import { useTitle } from "../../components/useTitle";
import { ComparedFigures } from "./ComparedFigures";
import classes from "./ComparePage.module.css";
import { RunPicker } from "./RunPicker";
import { RunStrip } from "./RunStrip";
import { SharedChips } from "./SharedChips";
import { useComparedRuns } from "./useComparedRuns";

const REFRESH_SECONDS = 2;

export function ComparePage() {
  const compared = useComparedRuns();
  useTitle(compared.ids.length > 0 ? `Compare ${counted(compared.ids.length, "run")}` : "Compare");
  useFreshFigures(compared.ids);
  if (compared.ids.length === 0) return <NothingChosen onAdd={compared.add} />;
  return (
    <>
      <header className={classes.header}>
        <h1>
          {compared.ids.length === 1 ? "Compare a run with others" : `Compare ${counted(compared.ids.length, "run")}`}
        </h1>
        <SharedChips runs={compared.runs} />
        <div className={classes.actions}>
          <RunPicker chosen={compared.ids} onAdd={compared.add} />
          <CopyButton text={() => window.location.href} label="Copy link" />
        </div>
      </header>
      <RunStrip compared={compared} />
      {compared.runs.length > 0 && !compared.loading && <ComparedFigures runs={compared.runs} />}
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
        <EmptyState title="Choose runs to compare" action={<RunPicker chosen={[]} onAdd={onAdd} />}>
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
        void client.invalidateQueries({ queryKey: ["figure"] });
        void client.invalidateQueries({ queryKey: ["fronts"] });
      }),
    [client],
  );
  useEffect(() => refresh.cancel, [refresh]);
  const chosen = ids.join(",");
  const onRun = useCallback((run: Run) => chosen.split(",").includes(run.id) && refresh.call(), [chosen, refresh]);
  useRunsStream(onRun);
}
