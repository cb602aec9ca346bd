import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Feed } from "./feed";
import { patchRun } from "./runs";
import { openStream, type StreamState } from "./stream";
import { throttled } from "./throttled";
import type { Evaluation, Evaluations, Events, MetricBatch, Run, RunEvent } from "./types";

/** Figures of a live run are drawn again at most this often; between, live points extend their lines. */
const FIGURE_SECONDS = 2;

/** Follows one run: patches the cache, hands live points to `feed`, and has figures drawn again when they must be. */
export function useRunStream(id: string, feed: Feed): StreamState {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");
  useEffect(() => {
    const figures = throttled(
      FIGURE_SECONDS,
      () => void client.invalidateQueries({ queryKey: ["figure"], predicate: (query) => usesRun(query.queryKey, id) }),
    );
    const close = openStream(`/api/runs/${encodeURIComponent(id)}/stream`, {
      events: heard(feed, {
        run: (run: Run) => onRun(client, run, figures.call),
        metrics: ({ series }: { series: MetricBatch }) => {
          feed.publish(series);
          figures.call();
        },
        evaluation: (row: Evaluation) => {
          client.setQueryData<Evaluations>(["evaluations", id], (old) => old && withEvaluation(old, row));
          figures.call();
        },
        event: (event: RunEvent) => onEvent(client, id, event),
        completions: () => void client.invalidateQueries({ queryKey: ["completions", id] }),
        reset: () => refetchAll(client, id),
      }),
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

type Handlers = Record<string, (data: never) => void>;

function heard(feed: Feed, handlers: Handlers): Handlers {
  const noted = Object.entries(handlers).map(([name, handle]) => {
    const noting = (data: never) => {
      feed.heardAt = Date.now();
      handle(data);
    };
    return [name, noting] as const;
  });
  return Object.fromEntries(noted);
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
  for (const noun of ["run", "evaluations", "events", "checkpoints", "completions"])
    void client.invalidateQueries({ queryKey: [noun, id] });
  void client.invalidateQueries({ queryKey: ["figure"], predicate: (query) => usesRun(query.queryKey, id) });
}

function usesRun(key: readonly unknown[], id: string): boolean {
  return Array.isArray(key[2]) && key[2].includes(id);
}
