/** Tags, notes and the archive, and what is done with several runs at once. */

import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answered, api } from "./api";
import { MOST_MEMBERS } from "./runGroups";
import { dropRun, patchRun } from "./runs";
import type { components } from "./schema";
import type { Run } from "./types";

export type RunChanges = components["schemas"]["ChangeRun"];

export interface TagChange {
  add: string[];
  remove: string[];
}

/** The tags that runs have, those of most runs first. */
export function useTags() {
  return useQuery({
    queryKey: ["tags"],
    queryFn: ({ signal }) => answered(api.GET("/api/tags", { signal })),
  });
}

/** What queries may compare; fetched once somebody writes one. */
export function useQueryNames(enabled: boolean) {
  return useQuery({
    queryKey: ["query-names"],
    queryFn: ({ signal }) => answered(api.GET("/api/query-names", { signal })),
    enabled,
  });
}

/** Changes notes, tags or the archive of one run. */
export function useChangeRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: RunChanges) =>
      answered(api.PATCH("/api/runs/{run_id}", { params: { path: { run_id: id } }, body: changes })),
    onSuccess: (run) => {
      patchRun(client, run);
      refresh(client);
      void client.invalidateQueries({ queryKey: ["events", id] });
    },
  });
}

/** The chosen runs as they are now; several requests fetch them if they are many. */
export function useChosenRuns(ids: readonly string[], enabled: boolean) {
  return useQuery({
    queryKey: ["chosen-runs", ids],
    queryFn: async ({ signal }): Promise<Run[]> => {
      const parts = Array.from({ length: Math.ceil(ids.length / MOST_MEMBERS) }, (_, place) =>
        ids.slice(place * MOST_MEMBERS, (place + 1) * MOST_MEMBERS),
      );
      const pages = await Promise.all(
        parts.map((part) => {
          const query = { run: [...part], limit: part.length, config: false };
          return answered(api.GET("/api/runs", { params: { query }, signal }));
        }),
      );
      return pages.flatMap((page) => page.runs);
    },
    enabled,
    gcTime: 0,
  });
}

export function useTagRuns() {
  return useManyRuns(({ runs, add, remove }: TagChange & { runs: string[] }) =>
    answered(api.POST("/api/runs/tags", { body: { runs, add, remove } })),
  );
}

export function useArchiveRuns() {
  return useManyRuns(({ runs, archived }: { runs: string[]; archived: boolean }) =>
    answered(api.POST("/api/runs/archive", { body: { runs, archived } })),
  );
}

export function useStopRuns() {
  return useManyRuns((runs: string[]) => answered(api.POST("/api/runs/stop", { body: { runs } })));
}

export function useRetryRuns() {
  return useManyRuns((runs: string[]) => answered(api.POST("/api/runs/retry", { body: { runs } })));
}

export function useDeleteRuns() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runs: string[]) => answered(api.POST("/api/runs/delete", { body: { runs } })),
    onSuccess: ({ runs }) => {
      for (const id of runs) dropRun(client, id);
      refresh(client);
    },
  });
}

function useManyRuns<Variables>(action: (variables: Variables) => Promise<{ runs: string[] }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: action,
    onSuccess: ({ runs }) => {
      for (const id of runs) void client.invalidateQueries({ queryKey: ["run", id] });
      refresh(client);
    },
  });
}

/** Fetches again what depends on tags, on the archive, or on many runs at once. */
function refresh(client: QueryClient): void {
  for (const key of ["runs", "run-groups", "group-runs", "run-fields", "tags", "run-search", "query-names"])
    void client.invalidateQueries({ queryKey: [key] });
}
