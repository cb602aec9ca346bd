import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { addressOf } from "./api";
import type { Feed } from "./feed";
import { patchRun } from "./runs";
import { openStream, type StreamState } from "./stream";
import { throttled } from "./throttled";
import type { Evaluation, Evaluations, Events, Run, RunEvent } from "./types";

/** The figures of a live run are drawn again at most this often; live points extend their lines in between. */
const FIGURE_SECONDS = 2;

/** Follows one run: patches the cache, hands live points to `feed` and redraws the figures that need it. */
export function useRunStream(id: string, feed: Feed): StreamState {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");
  useEffect(() => {
    const figures = throttled(
      FIGURE_SECONDS,
      () => void client.invalidateQueries({ queryKey: ["figure"], predicate: (query) => usesRun(query.queryKey, id) }),
    );
    const close = openStream(addressOf("/api/runs/{run_id}/stream", { path: { run_id: id } }), {
      events: {
        run: (run) => onRun(client, run, figures.call),
        metrics: ({ series }) => {
          feed.publish(series);
          figures.call();
        },
        evaluation: (row) => {
          client.setQueryData<Evaluations>(["evaluations", id], (old) => old && withEvaluation(old, row));
          figures.call();
        },
        event: (event) => onEvent(client, id, event),
        completions: () => void client.invalidateQueries({ queryKey: ["completions", id] }),
        reset: () => refetchAll(client, id),
      },
      onState: setState,
      onGap: () => refetchAll(client, id),
    });
    return () => {
      figures.cancel();
      close();
    };
  }, [client, id, feed]);
  return state;
}

function onRun(client: QueryClient, run: Run, drawFigures: () => void): void {
  const before = client.getQueryData<Run>(["run", run.id]);
  patchRun(client, run);
  if (before && before.status !== run.status) {
    drawFigures();
    void client.invalidateQueries({ queryKey: ["run", run.id] });
    void client.invalidateQueries({ queryKey: ["checkpoints", run.id] });
    void client.invalidateQueries({ queryKey: ["evaluations", run.id] });
  }
  if (before && (before.status !== run.status || before.stage !== run.stage))
    void client.invalidateQueries({ queryKey: ["attempts", run.id] });
}

function onEvent(client: QueryClient, id: string, event: RunEvent): void {
  client.setQueryData<Events>(["events", id], (old) =>
    old && !old.events.some((known) => known.id === event.id) ? { events: [...old.events, event] } : old,
  );
  if (event.kind.startsWith("checkpoint")) void client.invalidateQueries({ queryKey: ["checkpoints", id] });
}

export function withEvaluation(old: Evaluations, row: Evaluation): Evaluations {
  const others = old.evaluations.filter((known) => known.step !== row.step || known.split !== row.split);
  return { ...old, evaluations: [...others, row].sort((a, b) => a.step - b.step) };
}

function refetchAll(client: QueryClient, id: string): void {
  for (const noun of ["run", "evaluations", "events", "checkpoints", "attempts", "completions"])
    void client.invalidateQueries({ queryKey: [noun, id] });
  void client.invalidateQueries({ queryKey: ["figure"], predicate: (query) => usesRun(query.queryKey, id) });
}

function usesRun(key: readonly unknown[], id: string): boolean {
  return Array.isArray(key[2]) && key[2].includes(id);
}
