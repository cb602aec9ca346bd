import { useQueryClient, type InfiniteData, type QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import { addressOf } from "./api";
import { dropRun, hasRun, patchRun } from "./runs";
import { isRecord } from "./shapes";
import { openStream } from "./stream";
import type { Run, RunPage } from "./types";

const REFETCH_SECONDS = 1;

/** Whether a list shows only runs of a status, with tags or in the archive; it gains and loses runs as they change. */
function isFiltered(key: QueryKey): boolean {
  const { status, tags, archived } = isRecord(key[1]) ? key[1] : {};
  return [status, tags, archived].some((chosen) => chosen !== "");
}

/** What may put a run into a list or take it out. */
function placeOf({ status, archived, tags }: Run): string {
  return [status, archived, ...tags].join();
}

/** Keeps every cached run fresh from the stream of all runs; the lists are fetched again when a new run appears. */
export function useRunsStream(onRun?: (run: Run) => unknown): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ["runs"] });
      }, REFETCH_SECONDS * 1000);
    };
    const places = new Map<string, string>();
    const close = openStream(addressOf("/api/stream", {}), {
      events: {
        run: (run) => {
          patchRun(client, run);
          onRun?.(run);
          if (places.get(run.id) === placeOf(run)) return;
          places.set(run.id, placeOf(run));
          const lists = client.getQueriesData<InfiniteData<RunPage>>({ queryKey: ["runs"], type: "active" });
          if (lists.some(([key, list]) => list && (isFiltered(key) || hasRun(list, run.id) === run.archived)))
            refetch();
        },
        removed: ({ id }) => dropRun(client, id),
      },
      onGap: refetch,
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [client, onRun]);
}
