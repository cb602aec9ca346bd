import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { MOST_COMPARED, MOST_GROUPED } from "../../api/fronts";
import { runQuery } from "../../api/runs";
import { useSweepRuns } from "../../api/sweepRuns";
import type { Run } from "../../api/types";
import { evenlyChosen } from "./grouping";

export interface ComparedRuns {
  ids: readonly string[];
  /** Those already fetched, in the address's order. */
  runs: readonly Run[];
  /** Those the server does not have. */
  missing: readonly string[];
  loading: boolean;
  /** The sweep whose runs are compared. */
  sweep: { id: string; name: string } | null;
  error: Error | null;
  /** The most runs that fit. */
  most: number;
  /** How many runs there are beyond those that fit into one comparison. */
  beyond: number;
  /** Whether the address names the run itself, so that it can be removed. */
  isNamed: (id: string) => boolean;
  add: (id: string) => void;
  remove: (id: string) => void;
  removeSweep: () => void;
}

/** The runs and the sweep named in the address, so that a comparison can be shared. */
export function useComparedRuns(isGrouped: boolean): ComparedRuns {
  const [parameters, setParameters] = useSearchParams();
  const sweepId = parameters.get("sweep");
  const sweep = useSweepRuns(sweepId, MOST_GROUPED);
  const client = useQueryClient();
  const swept = new Set(sweep.data?.ids);
  const isKnown = (id: string) => swept.has(id) && client.getQueryData(["run", id]) !== undefined;
  const named = [...new Set((parameters.get("runs") ?? "").split(",").filter(Boolean))];
  const all = [...new Set([...(sweep.data?.ids ?? []), ...named])];
  const most = isGrouped ? MOST_GROUPED : MOST_COMPARED;
  const ids = evenlyChosen(all, most);
  const queries = useQueries({ queries: ids.map((id) => ({ ...runQuery(id), enabled: !isKnown(id) })) });
  const set = (key: string, next: readonly string[]) => {
    setParameters((old) => {
      const changed = new URLSearchParams(old);
      if (next.length === 0) changed.delete(key);
      else changed.set(key, next.join(","));
      return changed;
    });
  };
  return {
    ids,
    runs: queries.flatMap((query) => query.data ?? []),
    missing: ids.filter((_, index) => queries[index]?.isError),
    sweep: sweepId === null ? null : { id: sweepId, name: sweep.data?.name ?? "" },
    error: sweep.error,
    most,
    beyond: all.length - ids.length,
    loading: (sweepId !== null && sweep.isPending) || queries.some((query) => query.isPending),
    isNamed: (id) => named.includes(id),
    add: (id) => set("runs", [...named.filter((other) => other !== id), id]),
    remove: (id) =>
      set(
        "runs",
        named.filter((other) => other !== id),
      ),
    removeSweep: () => set("sweep", []),
  };
}
