import { Skeleton } from "@mantine/core";
import type { Worker } from "../../api/types";
import { useWorkers } from "../../api/workers";
import { EmptyState } from "../../components/EmptyState";
import { ErrorState } from "../../components/ErrorState";
import { counted } from "../../components/numbers";
import { useTitle } from "../../components/useTitle";
import { WorkerCard } from "./WorkerCard";
import classes from "./WorkersPage.module.css";

/** Every worker that the server heard from within a day. */
export function WorkersPage() {
  useTitle("Workers");
  const workers = useWorkers();
  const all = workers.data?.workers ?? [];
  return (
    <>
      <header className={classes.header}>
        <h1>Workers</h1>
        <p>{all.length > 0 && sentence(all.filter((worker) => worker.alive))}</p>
      </header>
      {workers.error && <ErrorState error={workers.error} onRetry={() => void workers.refetch()} />}
      {workers.isPending && <Skeleton h={120} animate={false} />}
      {workers.data && all.length === 0 && (
        <div className={classes.panel}>
          <EmptyState
            title="No worker is connected"
            action={<code className={classes.command}>paretoscope worker</code>}
          >
            Runs wait in the queue until a worker takes them. Start one on this machine, or on any that reaches this
            server:
          </EmptyState>
        </div>
      )}
      <ul className={classes.list}>
        {all.map((worker) => (
          <WorkerCard key={worker.id} worker={worker} />
        ))}
      </ul>
    </>
  );
}

function sentence(alive: readonly Worker[]): string {
  const slots = alive.reduce((sum, worker) => sum + worker.slots, 0);
  const busy = alive.reduce((sum, worker) => sum + worker.run_ids.length, 0);
  return `${alive.length} connected, ${busy} of ${counted(slots, "slot")} busy`;
}
