import { Link } from "react-router";
import { useQueries } from "@tanstack/react-query";
import { runQuery } from "../../api/runs";
import type { Worker } from "../../api/types";
import { MiddleCut } from "../../components/MiddleCut";
import { Progress } from "../../components/Progress";
import { When } from "../../components/When";
import classes from "./WorkerCard.module.css";

const REFRESH_SECONDS = 5;

export function WorkerCard({ worker }: { worker: Worker }) {
  const { slots, run_ids: ids } = worker;
  const runs = useQueries({ queries: ids.map((id) => ({ ...runQuery(id), refetchInterval: REFRESH_SECONDS * 1000 })) });
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h2>{worker.hostname}</h2>
        <span className={classes.state} data-alive={worker.alive}>
          <span className={classes.dot} aria-hidden />
          {worker.alive ? "connected" : "not responding"}
        </span>
      </div>
      <dl className={classes.facts}>
        <dt>slots</dt>
        <dd>
          {ids.length} of {slots} busy
        </dd>
        <dt>devices</dt>
        <dd>{worker.devices.length > 0 ? worker.devices.join(", ") : "CPU only"}</dd>
        <dt>last heartbeat</dt>
        <dd>
          <When time={worker.seen_at} />
        </dd>
        <dt>started</dt>
        <dd>
          <When time={worker.registered_at} />, process {worker.pid}
        </dd>
      </dl>
      <ul className={classes.runs}>
        {runs.map(
          ({ data: run }) =>
            run && (
              <li key={run.id}>
                <Link to={`/runs/${run.id}`}>
                  <MiddleCut text={run.name} />
                </Link>
                <Progress step={run.step} total={run.total_steps} width={80} />
                <span>
                  {run.step} / {run.total_steps}
                </span>
              </li>
            ),
        )}
        {ids.length === 0 && (
          <li className={classes.idle}>
            {worker.alive ? "Idle: will take the next queued run." : "Its runs went back to the queue."}
          </li>
        )}
      </ul>
    </li>
  );
}
