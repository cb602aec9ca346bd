import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { MOST_COMPARED, MOST_GROUPED } from "../../api/fronts";
import { namedRunsQuery } from "../../api/runs";
import { useSweep } from "../../api/sweeps";
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

const NONE: readonly string[] = [];

/** The runs and the sweep named in the address, so that a comparison can be shared. */
export function useComparedRuns(isGrouped: boolean): ComparedRuns {
  const [parameters, setParameters] = useSearchParams();
  const sweepId = parameters.get("sweep");
  const sweep = useSweep(sweepId ?? "");
  const named = [...new Set((parameters.get("runs") ?? "").split(",").filter(Boolean))];
  const all = [...new Set([...(sweep.data?.runs ?? []), ...named])];
  const most = isGrouped ? MOST_GROUPED : MOST_COMPARED;
  const ids = evenlyChosen(all, most);
  const query = useQuery({ ...namedRunsQuery(ids), placeholderData: (previous) => previous });
  const known = new Map(query.data?.runs.map((run) => [run.id, run]));
  const isWaiting = query.isPending || query.isPlaceholderData;
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
    runs: ids.flatMap((id) => known.get(id) ?? []),
    missing: isWaiting ? NONE : ids.filter((id) => !known.has(id)),
    sweep: sweepId === null ? null : { id: sweepId, name: sweep.data?.name ?? "" },
    // What was last received stays, also while the server is away.
    error: (sweep.data ? null : sweep.error) ?? (query.data ? null : query.error),
    most,
    beyond: all.length - ids.length,
    loading: (sweepId !== null && sweep.isPending) || (ids.length > 0 && query.isPending),
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
