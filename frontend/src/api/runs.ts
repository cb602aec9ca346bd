import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from "@tanstack/react-query";
import { answered, api } from "./api";
import type { paths } from "./schema";
import type { Config, Run, RunPage, Sort, Status } from "./types";

const PAGE_SIZE = 100;
const SEARCH_SIZE = 20;

export interface RunFilter {
  /** Empty for runs of every status. */
  status: Status | "";
  /** A text to search for, or a query, which compares something. */
  search: string;
  /** Id of a sweep; empty for runs of all sweeps and of none. */
  sweep: string;
  /** Tags that each run has, with commas between them; empty for runs with any tags. */
  tags: string;
  /** "true" for archived runs alone, "any" for all; empty for runs that are not archived. */
  archived: Exclude<Archived, "false"> | "";
  sort: Sort;
}

type Archived = NonNullable<NonNullable<paths["/api/runs"]["get"]["parameters"]["query"]>["archived"]>;

/** What chooses the runs of a list. */
export type Chosen = Omit<RunFilter, "sort">;

export const ALL_RUNS: Chosen = { status: "", search: "", sweep: "", tags: "", archived: "" };

export function useRuns({ sort, ...chosen }: RunFilter) {
  return useInfiniteQuery({
    queryKey: ["runs", { ...chosen, sort }],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...chosenRuns(chosen),
        sort,
        limit: PAGE_SIZE,
        cursor: pageParam || undefined,
        config: false,
      };
      return answered(api.GET("/api/runs", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
  });
}

/** A few runs for pickers, the jump box and estimates. */
export function useRunSearch(search: string, status: Status | "" = "") {
  return useQuery({
    queryKey: ["run-search", { search, status }],
    queryFn: ({ signal }) => {
      const query = { ...(status && { status: [status] }), ...(search && { search }), limit: SEARCH_SIZE };
      return answered(api.GET("/api/runs", { params: { query }, signal }));
    },
    placeholderData: (previous) => previous,
  });
}

/** Whether a text is a query and no plain search: it compares something. */
export function isQuery(text: string): boolean {
  return /[=<>~]/.test(text);
}

/** The conditions of a list as the server takes them. */
export function chosenRuns({ status, search, sweep, tags, archived }: Chosen): {
  status?: Status[];
  search?: string;
  q?: string;
  sweep?: string;
  tag?: string[];
  archived?: Archived;
} {
  return {
    ...(status && { status: [status] }),
    ...(search && (isQuery(search) ? { q: search } : { search })),
    ...(sweep && { sweep }),
    ...(tags && { tag: tags.split(",") }),
    ...(archived && { archived }),
  };
}

/** The newest forks of a run. */
export function useForks(id: string) {
  return useQuery({
    queryKey: ["forks", id],
    queryFn: ({ signal }) => {
      const query = { parent: id, limit: PAGE_SIZE };
      return answered(api.GET("/api/runs", { params: { query }, signal }));
    },
  });
}

export function runQuery(id: string) {
  return {
    queryKey: ["run", id],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Run> =>
      answered(api.GET("/api/runs/{run_id}", { params: { path: { run_id: id } }, signal })),
  };
}

/** Some runs by their ids, in one request; those that the server does not have are missing in the answer. */
export function namedRunsQuery(ids: readonly string[]) {
  return {
    queryKey: ["named-runs", ids],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<RunPage> =>
      answered(api.GET("/api/runs", { params: { query: { run: [...ids], limit: ids.length } }, signal })),
    enabled: ids.length > 0,
  };
}

export function useRun(id: string) {
  return useQuery(runQuery(id));
}

export function useCreateRun() {
  return useMutation({
    mutationFn: (config: Config) =>
      answered(api.POST("/api/runs", { body: { config, external: false, priority: 0, tags: [], notes: "" } })),
  });
}

export function useStopRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answered(api.POST("/api/runs/{run_id}/stop", { params: { path: { run_id: id } } })),
    onSuccess: (run) => patchRun(client, run),
  });
}

/** Lets a run that has ended go on, by the way that the server has for it. */
export function useContinueRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, verb, steps }: { id: string; verb: "resume" | "retry"; steps: number | null }) => {
      const params = { path: { run_id: id } };
      return answered(
        verb === "resume"
          ? api.POST("/api/runs/{run_id}/resume", { params, body: { steps } })
          : api.POST("/api/runs/{run_id}/retry", { params }),
      );
    },
    onSuccess: (run) => {
      patchRun(client, run);
      void client.invalidateQueries({ queryKey: ["events", run.id] });
    },
  });
}

export function useSteerRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, weights }: { id: string; weights: Record<string, number> }) =>
      answered(api.POST("/api/runs/{run_id}/weights", { params: { path: { run_id: id } }, body: { weights } })),
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
      answered(api.PATCH("/api/runs/{run_id}", { params: { path: { run_id: id } }, body: { name } })),
    onSuccess: (run) => patchRun(client, run),
  });
}

export function useDeleteRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE("/api/runs/{run_id}", { params: { path: { run_id: id } } }),
    onSuccess: (_, id) => dropRun(client, id),
  });
}

/** Updates a run in every cached list and page that shows it. */
export function patchRun(client: QueryClient, run: Run): void {
  client.setQueryData<Run>(["run", run.id], (old) => (old ? { ...old, ...run } : old));
  client.setQueriesData<RunPage>({ queryKey: ["named-runs"] }, (old) => old && replaceIn(old, run));
  client.setQueriesData<InfiniteData<RunPage>>({ queryKey: ["runs"] }, (old) => old && replaceRun(old, run));
}

export function dropRun(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: ["run", id] });
  for (const key of ["run-groups", "named-runs"]) void client.invalidateQueries({ queryKey: [key] });
  client.setQueriesData<InfiniteData<RunPage>>({ queryKey: ["runs"] }, (old) => old && withoutRun(old, id));
}

export function replaceRun(list: InfiniteData<RunPage>, run: Run): InfiniteData<RunPage> {
  return { ...list, pages: list.pages.map((page) => replaceIn(page, run)) };
}

function replaceIn(page: RunPage, run: Run): RunPage {
  if (!page.runs.some((old) => old.id === run.id)) return page;
  return { ...page, runs: page.runs.map((old) => (old.id === run.id ? { ...old, ...run } : old)) };
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
