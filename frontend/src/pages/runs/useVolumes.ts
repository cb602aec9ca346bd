import { MOST_COMPARED, useFronts } from "../../api/fronts";
import type { Fronts, Run, Sort } from "../../api/types";
import { areComparable } from "../../components/hypervolumeAxes";

export interface Volumes {
  /** Whether the shown hypervolumes have one reference point and scale, so that they may be sorted. */
  comparable: boolean;
  /** The hypervolumes of the listed runs on common axes, if these were asked for and have arrived. */
  common: Fronts | null;
  error: Error | null;
  /** How many runs the recomputed hypervolumes can be of. */
  count: number;
  of: (run: Run) => number | null;
  recompute: () => void;
  /** Goes back to each run's own hypervolume. */
  reset: () => void;
}

/**
 * The hypervolumes of the listed runs: each against its own reference point, or recomputed against one for all.
 * The server says whether those of all runs compare, also of those not loaded yet. `asked` are the ids of the runs to
 * recompute.
 */
export function useVolumes(
  runs: readonly Run[],
  compare: boolean,
  [asked, setAsked]: [readonly string[], (ids: readonly string[]) => void],
): Volumes {
  const fronts = useFronts(asked);
  const common = asked.length > 0 ? (fronts.data ?? null) : null;
  const measured = runs.filter(({ latest }) => latest !== null && latest.hypervolume !== null);
  return {
    comparable: common !== null || (compare && areComparable(runs)),
    common,
    error: asked.length > 0 ? fronts.error : null,
    count: Math.min(measured.length, MOST_COMPARED),
    of: (run) => (common ? commonVolume(common, run) : (run.latest?.hypervolume ?? null)),
    recompute: () => setAsked(measured.slice(0, MOST_COMPARED).map(({ id }) => id)),
    reset: () => setAsked([]),
  };
}

function commonVolume(fronts: Fronts, run: Run): number | null {
  return fronts.runs.find(({ run_id }) => run_id === run.id)?.final?.hypervolume ?? null;
}

/** Runs by their recomputed hypervolume, if the list is sorted by it; those without one come last. */
export function sortedByVolume(runs: readonly Run[], sort: Sort, volumes: Pick<Volumes, "common" | "of">): Run[] {
  if (volumes.common === null || (sort !== "hypervolume" && sort !== "-hypervolume")) return [...runs];
  const sign = sort === "hypervolume" ? 1 : -1;
  const key = (run: Run) => {
    const volume = volumes.of(run);
    return volume === null ? Infinity : sign * volume;
  };
  return runs.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}
