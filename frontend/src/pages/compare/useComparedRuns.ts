import { useQueries } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { MOST_COMPARED } from "../../api/fronts";
import { runQuery } from "../../api/runs";
import type { Run } from "../../api/types";

export interface ComparedRuns {
  ids: readonly string[];
  /** Those already fetched, in the address's order. */
  runs: readonly Run[];
  /** Those the server does not have. */
  missing: readonly string[];
  loading: boolean;
  /** How many runs the address names beyond those that fit into one comparison. */
  beyond: number;
  add: (id: string) => void;
  remove: (id: string) => void;
}

/** The runs named in the address, so that a comparison can be shared. */
export function useComparedRuns(): ComparedRuns {
  const [parameters, setParameters] = useSearchParams();
  const named = [...new Set((parameters.get("runs") ?? "").split(",").filter(Boolean))];
  const ids = named.slice(0, MOST_COMPARED);
  const queries = useQueries({ queries: ids.map(runQuery) });
  const set = (next: readonly string[]) => {
    setParameters((old) => {
      const changed = new URLSearchParams(old);
      if (next.length === 0) changed.delete("runs");
      else changed.set("runs", next.join(","));
      return changed;
    });
  };
  return {
    ids,
    runs: queries.flatMap((query) => query.data ?? []),
    missing: ids.filter((_, index) => queries[index]?.isError),
    beyond: named.length - ids.length,
    loading: queries.some((query) => query.isPending),
    add: (id) => set([...ids.filter((other) => other !== id), id]),
    remove: (id) => set(ids.filter((other) => other !== id)),
  };
}
