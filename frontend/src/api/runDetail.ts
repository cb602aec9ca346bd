import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";
import type { Split } from "./types";

const PAGE_SIZE = 100;

export function useEvaluations(id: string) {
  return useQuery({
    queryKey: ["evaluations", id],
    queryFn: ({ signal }) => answered(api.GET("/api/runs/{run_id}/evaluations", { params: ofRun(id), signal })),
  });
}

export function useEvents(id: string) {
  return useQuery({
    queryKey: ["events", id],
    queryFn: ({ signal }) => answered(api.GET("/api/runs/{run_id}/events", { params: ofRun(id), signal })),
  });
}

export function useCheckpoints(id: string) {
  return useQuery({
    queryKey: ["checkpoints", id],
    queryFn: ({ signal }) => answered(api.GET("/api/runs/{run_id}/checkpoints", { params: ofRun(id), signal })),
  });
}

/** The attempts that said what produced their results. */
export function useAttempts(id: string) {
  return useQuery({
    queryKey: ["attempts", id],
    queryFn: ({ signal }) => answered(api.GET("/api/runs/{run_id}/attempts", { params: ofRun(id), signal })),
  });
}

/** Completions of one evaluation; without a step, of the last one. */
export function useCompletions(id: string, step: number | null, split: Split) {
  return useInfiniteQuery({
    queryKey: ["completions", id, step, split],
    queryFn: ({ pageParam, signal }) => {
      const query = { step, split, limit: PAGE_SIZE, cursor: pageParam || undefined };
      return answered(api.GET("/api/runs/{run_id}/completions", { params: { ...ofRun(id), query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
  });
}

function ofRun(id: string): { path: { run_id: string } } {
  return { path: { run_id: id } };
}
