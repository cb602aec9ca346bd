import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answered, api } from "./api";
import { sweepQuery } from "./sweeps";
import type { Run } from "./types";

const PAGE_SIZE = 500;

export interface SweepRuns {
  name: string;
  /** The first runs of the sweep, cell by cell; each is then known by its id too. */
  ids: readonly string[];
}

/** The runs of a sweep, fetched together instead of one by one; idle without a sweep. */
export function useSweepRuns(id: string | null, most: number) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ["sweep-runs", id],
    queryFn: async ({ signal }): Promise<SweepRuns> => {
      const sweep = await client.query(sweepQuery(id ?? ""));
      await keepRuns(client, sweep.id, signal, most);
      return { name: sweep.name, ids: sweep.runs };
    },
    enabled: id !== null,
  });
}

async function keepRuns(client: QueryClient, sweep: string, signal: AbortSignal, most: number): Promise<void> {
  let cursor: string | undefined;
  let kept = 0;
  do {
    const query = { sweep, sort: "created_at" as const, archived: "any" as const, limit: PAGE_SIZE, cursor };
    const page = await answered(api.GET("/api/runs", { params: { query }, signal }));
    for (const run of page.runs) client.setQueryData<Run>(["run", run.id], (old) => ({ ...old, ...run }));
    kept += page.runs.length;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && kept < most);
}
