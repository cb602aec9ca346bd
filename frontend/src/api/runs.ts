import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from "@tanstack/react-query";
import { address, request } from "./request";
import type { Config, Run, RunPage } from "./types";

const PAGE_SIZE = 100;

export interface RunFilter {
  status: string;
  search: string;
  sort: string;
}

export function useRuns(filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: ["runs", filter],
    queryFn: ({ pageParam, signal }) =>
      request<RunPage>(address("/api/runs", { ...filter, limit: PAGE_SIZE, cursor: pageParam }), { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
  });
}

/** A few runs for pickers, the jump box and estimates. */
export function useRunSearch(search: string, options: { status?: string; enabled?: boolean } = {}) {
  const filter = { search, status: options.status ?? "" };
  return useQuery({
    queryKey: ["run-search", filter],
    queryFn: ({ signal }) => request<RunPage>(address("/api/runs", { ...filter, limit: 20 }), { signal }),
    placeholderData: (previous) => previous,
    enabled: options.enabled ?? true,
  });
}

export function runQuery(id: string) {
  return {
    queryKey: ["run", id],
    queryFn: ({ signal }: { signal: AbortSignal }) => request<Run>(`/api/runs/${encodeURIComponent(id)}`, { signal }),
  };
}

export function useRun(id: string) {
  return useQuery(runQuery(id));
}

export function useCreateRun() {
  return useMutation({
    mutationFn: (config: Config) => request<Run>("/api/runs", { method: "POST", body: { config } }),
  });
}

export function useStopRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<Run>(`/api/runs/${encodeURIComponent(id)}/stop`, { method: "POST" }),
    onSuccess: (run) => patchRun(client, run),
  });
}

export function useSteerRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, weights }: { id: string; weights: Record<string, number> }) =>
      request<Run>(`/api/runs/${encodeURIComponent(id)}/weights`, { method: "POST", body: { weights } }),
    onSuccess: (run) => {
      patchRun(client, run);
      void client.invalidateQueries({ queryKey: ["events", run.id] });
    },
  });
}

export function useRenameRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      request<Run>(`/api/runs/${encodeURIComponent(id)}`, { method: "PATCH", body: { name } }),
    onSuccess: (run) => patchRun(client, run),
  });
}

export function useDeleteRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<null>(`/api/runs/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: (_, id) => dropRun(client, id),
  });
}

/** Puts a run as just heard of into every cached list and page that shows it. */
export function patchRun(client: QueryClient, run: Run): void {
  client.setQueryData<Run>(["run", run.id], (old) => (old ? { ...old, ...run } : old));
  client.setQueriesData<InfiniteData<RunPage>>({ queryKey: ["runs"] }, (old) => old && replaceRun(old, run));
}

export function dropRun(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: ["run", id] });
  client.setQueriesData<InfiniteData<RunPage>>({ queryKey: ["runs"] }, (old) => old && withoutRun(old, id));
}

export function replaceRun(list: InfiniteData<RunPage>, run: Run): InfiniteData<RunPage> {
  const swap = (old: Run) => (old.id === run.id ? { ...old, ...run } : old);
  return {
    ...list,
    pages: list.pages.map((page) =>
      page.runs.some((old) => old.id === run.id) ? { ...page, runs: page.runs.map(swap) } : page,
    ),
  };
}

export function withoutRun(list: InfiniteData<RunPage>, id: string): InfiniteData<RunPage> {
  const had = list.pages.some((page) => page.runs.some((run) => run.id === id));
  if (!had) return list;
  return {
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      total: page.total - 1,
      runs: page.runs.filter((run) => run.id !== id),
    })),
  };
}

export function hasRun(list: InfiniteData<RunPage>, id: string): boolean {
  return list.pages.some((page) => page.runs.some((run) => run.id === id));
}
