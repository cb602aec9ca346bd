import { useQueryClient, type InfiniteData, type QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import { addressOf } from "./api";
import { dropRun, hasRun, patchRun } from "./runs";
import { isRecord } from "./shapes";
import { openStream } from "./stream";
import type { Run, RunPage } from "./types";

const REFETCH_SECONDS = 1;

/** Whether a list shows runs of one status only; such a list gains and loses runs as they change. */
function isFiltered(key: QueryKey): boolean {
  return isRecord(key[1]) && key[1].status !== "";
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
    const statuses = new Map<string, string>();
    const close = openStream(addressOf("/api/stream", {}), {
      events: {
        run: (run) => {
          patchRun(client, run);
          onRun?.(run);
          if (statuses.get(run.id) === run.status) return;
          statuses.set(run.id, run.status);
          const lists = client.getQueriesData<InfiniteData<RunPage>>({ queryKey: ["runs"], type: "active" });
          if (lists.some(([key, list]) => list && (isFiltered(key) || !hasRun(list, run.id)))) refetch();
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
