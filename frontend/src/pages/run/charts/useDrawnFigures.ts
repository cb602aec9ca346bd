import { useQuery } from "@tanstack/react-query";
import { answered, api } from "../../../api/api";
import { useMethod } from "../../../api/methods";
import type { Run } from "../../../api/types";
import { isOver } from "../../../components/statuses";
import { isDrawn, type Facts } from "./drawn";

const POLL_SECONDS = 10;

/** Which figures of a run have data or will have some; those that never will are not drawn. */
export function useDrawnFigures(run: Run): (name: string) => boolean {
  const needs = useQuery({
    queryKey: ["figure-needs"],
    queryFn: async ({ signal }): Promise<Facts["needs"]> => {
      const { figures } = await answered(api.GET("/api/figures", { signal }));
      return Object.fromEntries(figures.map(({ name, series }) => [name, series]));
    },
    staleTime: Infinity,
  });
  const keys = useQuery({
    queryKey: ["series-keys", run.id, isOver(run)],
    queryFn: async ({ signal }) => {
      const params = { path: { run_id: run.id } };
      const { keys } = await answered(api.GET("/api/runs/{run_id}/series/keys", { params, signal }));
      return keys.map(({ key }) => key);
    },
    enabled: run.external || isOver(run),
    refetchInterval: isOver(run) ? false : POLL_SECONDS * 1000,
  });
  const explained = Boolean(useMethod(run.method)?.explained_by);
  const known = needs.data !== undefined ? (keys.data ?? null) : null;
  const facts = { needs: needs.data ?? {}, keys: known, explained };
  return (name) => isDrawn(name, run, facts);
}
