import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answered, api } from "./api";
import { deletionKey, useIsDeleted } from "./deletedSweeps";
import type { Sweep, SweepChanges, SweepExtension, SweepSummary } from "./types";

const POLL_SECONDS = 2;

/** Whether runs of a sweep still train or wait. */
export function isLive({ finished, total_runs: total, complete }: SweepSummary): boolean {
  return !complete || finished < total;
}

export function useSweeps() {
  return useQuery({
    queryKey: ["sweeps"],
    queryFn: ({ signal }) => answered(api.GET("/api/sweeps", { signal })),
    refetchInterval: ({ state }) => (state.data?.sweeps.some(isLive) ? POLL_SECONDS * 1000 : false),
  });
}

export function sweepQuery(id: string) {
  return {
    queryKey: ["sweep", id],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Sweep> =>
      answered(api.GET("/api/sweeps/{sweep_id}", { params: ofSweep(id), signal })),
  };
}

/** A sweep, fetched again while its runs train or wait; idle without an id. */
export function useSweep(id: string) {
  const deleted = useIsDeleted(id);
  return useQuery({
    ...sweepQuery(id),
    enabled: id !== "" && !deleted,
    refetchInterval: ({ state }) => (state.data && isLive(state.data) ? POLL_SECONDS * 1000 : false),
  });
}

/** Statistics of the groups of a sweep's runs; `by` is empty for replicates. */
export function useSweepGroups(id: string, by: readonly string[], baseline?: string) {
  const deleted = useIsDeleted(id);
  return useQuery({
    queryKey: ["groups", id, by, baseline],
    queryFn: ({ signal }) => {
      const query = { sweep: [id], by: [...by], baseline };
      return answered(api.GET("/api/groups", { params: { query }, signal }));
    },
    enabled: !deleted,
    placeholderData: (previous) => previous,
  });
}

export function useChangeSweep(id: string) {
  return useSweepAction((changes: SweepChanges) =>
    answered(api.PATCH("/api/sweeps/{sweep_id}", { params: ofSweep(id), body: changes })),
  );
}

export function useExtendSweep(id: string) {
  return useSweepAction((extension: SweepExtension) =>
    answered(api.POST("/api/sweeps/{sweep_id}/extend", { params: ofSweep(id), body: extension })),
  );
}

export function useStopSweep(id: string) {
  return useSweepAction(() => answered(api.POST("/api/sweeps/{sweep_id}/stop", { params: ofSweep(id) })));
}

/** Queues the failed runs of a sweep again, or of one of its cells. */
export function useRetrySweep(id: string) {
  return useSweepAction((cell: number | undefined) => {
    const params = { ...ofSweep(id), query: { cell } };
    return answered(api.POST("/api/sweeps/{sweep_id}/retry", { params }));
  });
}

export function useDeleteSweep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: deletionKey(id),
    mutationFn: async (withRuns: boolean) => {
      // What is still asked about the sweep would not be found any more.
      for (const key of ["sweep", "groups", "figure"]) await client.cancelQueries({ queryKey: [key] });
      return api.DELETE("/api/sweeps/{sweep_id}", { params: { ...ofSweep(id), query: { runs: withRuns } } });
    },
    onSuccess: () => {
      for (const key of ["sweeps", "runs", "run-groups"]) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

function useSweepAction<Variables>(action: (variables: Variables) => Promise<Sweep>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: action, onSuccess: (sweep) => keep(client, sweep) });
}

function keep(client: QueryClient, sweep: Sweep): void {
  client.setQueryData(["sweep", sweep.id], sweep);
  for (const key of ["sweeps", "runs", "groups"]) void client.invalidateQueries({ queryKey: [key] });
}

function ofSweep(id: string): { path: { sweep_id: string } } {
  return { path: { sweep_id: id } };
}
