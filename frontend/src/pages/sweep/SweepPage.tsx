import { Button, Skeleton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { Problem } from "../../api/problem";
import { useRunsStream } from "../../api/runsStream";
import { useWasDeleted } from "../../api/deletedSweeps";
import { isLive, useSweep } from "../../api/sweeps";
import { throttled } from "../../api/throttled";
import type { Run, Sweep } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { QueryError } from "../../components/QueryError";
import { formatCount } from "../../components/numbers";
import { TabBar } from "../../components/TabBar";
import { useTitle } from "../../components/useTitle";
import { CurvesTab } from "./CurvesTab";
import { DefinitionTab } from "./DefinitionTab";
import { FrontsTab } from "./FrontsTab";
import { GridTab } from "./GridTab";
import { RunsTab } from "./RunsTab";
import { SweepHeader } from "./SweepHeader";
import { SweepStats } from "./SweepStats";
import { TableTab } from "./TableTab";
import { TABS, tabOf, type Tab } from "./tabs";

const REFRESH_SECONDS = 5;

export function SweepPage() {
  const { id = "" } = useParams();
  const sweep = useSweep(id);
  if (useWasDeleted(id)) return <NoSweep title="This sweep was deleted" />;
  if (sweep.error instanceof Problem && sweep.error.status === 404)
    return <NoSweep title={sweep.error.message}>{sweep.error.detail}</NoSweep>;
  if (sweep.data) return <LoadedSweep key={id} sweep={sweep.data} />;
  return (
    <>
      <QueryError query={sweep} />
      {sweep.isPending && <Skeleton h={400} animate={false} aria-label="Loading the sweep" />}
    </>
  );
}

function LoadedSweep({ sweep }: { sweep: Sweep }) {
  const { tab } = useParams();
  const open = tabOf(tab);
  useFreshGroups(sweep);
  useTitle(isLive(sweep) ? `${sweep.finished} / ${sweep.total_runs} ${sweep.name}` : sweep.name);
  return (
    <>
      <SweepHeader sweep={sweep} />
      <SweepStats sweep={sweep} />
      <TabBar label="Views of the sweep" items={items(sweep)} current={open} />
      <OpenTab sweep={sweep} tab={open} />
    </>
  );
}

function items({ id, total_runs: total }: Sweep) {
  return TABS.map((name) => ({
    name,
    label: `${name.charAt(0).toUpperCase()}${name.slice(1)}${name === "runs" ? ` ${formatCount(total)}` : ""}`,
    to: name === "grid" ? `/sweeps/${id}` : `/sweeps/${id}/${name}`,
  }));
}

function OpenTab({ sweep, tab }: { sweep: Sweep; tab: Tab }) {
  switch (tab) {
    case "grid":
      return <GridTab sweep={sweep} />;
    case "table":
      return <TableTab sweep={sweep} />;
    case "fronts":
      return <FrontsTab sweep={sweep} />;
    case "curves":
      return <CurvesTab sweep={sweep} />;
    case "runs":
      return <RunsTab sweep={sweep} />;
    case "definition":
      return <DefinitionTab sweep={sweep} />;
  }
}

/** Fetches statistics and figures again while runs of the sweep train, and once more after the last one. */
function useFreshGroups({ id, finished, total_runs: total }: Sweep): void {
  const client = useQueryClient();
  const refresh = useMemo(
    () =>
      throttled(REFRESH_SECONDS, () => {
        for (const key of ["figure", "groups", "run-groups", "named-runs"])
          void client.invalidateQueries({ queryKey: [key] });
      }),
    [client],
  );
  useEffect(() => refresh.cancel, [refresh]);
  const onRun = useCallback((run: Run) => run.sweep_id === id && refresh.call(), [id, refresh]);
  useRunsStream(onRun);
  useEffect(() => refresh.call(), [finished, total, refresh]);
}

function NoSweep({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <EmptyState
      title={title}
      action={
        <Button component={Link} to="/sweeps">
          Open the sweeps
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}
