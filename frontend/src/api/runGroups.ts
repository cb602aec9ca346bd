import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";
import { chosenRuns, type Chosen } from "./runs";
import type { components, paths } from "./schema";
import type { Run } from "./types";

type Schemas = components["schemas"];

export type ListedGroup = Schemas["ListedGroup"];
export type Mean = Schemas["Mean"];
export type GroupSort = NonNullable<paths["/api/run-groups"]["get"]["parameters"]["query"]["sort"]>;

const PAGE_SIZE = 250;
/** The most runs that are fetched by their ids at once. */
export const MOST_MEMBERS = 300;

/** The list of runs in groups, one page of groups at a time. */
export function useRunGroups(chosen: Chosen, by: string, sort: GroupSort) {
  return useInfiniteQuery({
    queryKey: ["run-groups", { ...chosenRuns(chosen), by, sort }],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...chosenRuns(chosen), by: [by], sort, limit: PAGE_SIZE, cursor: pageParam || undefined };
      return answered(api.GET("/api/run-groups", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
  });
}

/** The fields by which the listed runs can be grouped. */
export function useRunFields(chosen: Chosen) {
  return useQuery({
    queryKey: ["run-fields", chosenRuns(chosen)],
    queryFn: ({ signal }) => answered(api.GET("/api/run-fields", { params: { query: chosenRuns(chosen) }, signal })),
    placeholderData: (previous) => previous,
  });
}

/** The runs of some groups by the id of the group; those that have not arrived are missing. */
export function useMembers(groups: readonly { id: string; runIds: readonly string[] }[]): Map<string, Run[]> {
  return useQueries({
    queries: groups.map(({ runIds }) => ({
      queryKey: ["group-runs", runIds],
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const query = { run: [...runIds], limit: runIds.length, config: false };
        return answered(api.GET("/api/runs", { params: { query }, signal }));
      },
    })),
    combine: (results) =>
      new Map(results.flatMap(({ data }, at) => (data && groups[at] ? [[groups[at].id, data.runs] as const] : []))),
  });
}
