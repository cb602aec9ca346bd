import { Button, Skeleton } from "@mantine/core";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import { Feed } from "../../api/feed";
import { Problem } from "../../api/problem";
import { useRun } from "../../api/runs";
import { useRunStream } from "../../api/runStream";
import type { Run } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ErrorState } from "../../components/ErrorState";
import { isOver } from "../../components/statuses";
import { useTitle } from "../../components/useTitle";
import { REEVALUATION } from "./charts/methods";
import { FailureCard } from "./FailureCard";
import { RunHeader } from "./RunHeader";
import classes from "./RunPage.module.css";
import { RunTab } from "./RunTab";
import { RunTabs } from "./RunTabs";
import { RunStats } from "./RunStats";
import { tabOf } from "./tabs";
import { WarningStrip } from "./WarningStrip";

export function RunPage() {
  const { id = "" } = useParams();
  const run = useRun(id);
  if (run.data) return <LoadedRun key={id} run={run.data} />;
  if (run.error instanceof Problem && run.error.status === 404) return <NoRun problem={run.error} />;
  if (run.error) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />;
  return <RunSkeleton />;
}

function LoadedRun({ run }: { run: Run }) {
  const { tab } = useParams();
  const feed = useMemo(() => new Feed(), []);
  const stream = useRunStream(run.id, feed);
  useTitle(isOver(run) ? run.name : `${run.step} / ${run.total_steps} ${run.name}`);
  return (
    <>
      <RunHeader run={run} />
      {run.method !== REEVALUATION && <RunStats run={run} stream={stream} />}
      {run.error ? <FailureCard run={run} error={run.error} /> : <WarningStrip run={run} />}
      <RunTabs run={run} tab={tabOf(tab)} />
      <RunTab run={run} tab={tabOf(tab)} feed={feed} />
    </>
  );
}

function NoRun({ problem }: { problem: Problem }) {
  return (
    <EmptyState
      title={problem.message}
      action={
        <Button component={Link} to="/runs">
          Open the runs
        </Button>
      }
    >
      {problem.detail}
    </EmptyState>
  );
}

function RunSkeleton() {
  return (
    <div className={classes.skeleton} aria-busy aria-label="Loading the run">
      <Skeleton h={32} w="50%" />
      <Skeleton h={44} w="40%" />
      <Skeleton h={320} />
    </div>
  );
}
