import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { address, request } from "./request";
import type { Checkpoints, CompletionPage, Evaluations, Events } from "./types";

const PAGE_SIZE = 100;

function path(id: string, noun: string): string {
  return `/api/runs/${encodeURIComponent(id)}/${noun}`;
}

export function useEvaluations(id: string) {
  return useQuery({
    queryKey: ["evaluations", id],
    queryFn: ({ signal }) => request<Evaluations>(path(id, "evaluations"), { signal }),
  });
}

export function useEvents(id: string) {
  return useQuery({
    queryKey: ["events", id],
    queryFn: ({ signal }) => request<Events>(path(id, "events"), { signal }),
  });
}

export function useCheckpoints(id: string) {
  return useQuery({
    queryKey: ["checkpoints", id],
    queryFn: ({ signal }) => request<Checkpoints>(path(id, "checkpoints"), { signal }),
  });
}

/** Completions of one evaluation; without a step, of the last one. */
export function useCompletions(id: string, step: number | null, split: string) {
  return useInfiniteQuery({
    queryKey: ["completions", id, step, split],
    queryFn: ({ pageParam, signal }) =>
      request<CompletionPage>(address(path(id, "completions"), { step, split, limit: PAGE_SIZE, cursor: pageParam }), {
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
  });
}
