import { useSweepGroups } from "../../api/sweeps";
import type { Group, Groups, Measure, Sweep } from "../../api/types";
import { axesWords } from "../../components/hypervolumeAxes";
import { formatDelta, formatInterval, formatNumber } from "../../components/numbers";
import { Stat, StatStrip } from "../../components/StatStrip";
import { SweepCounts } from "../../components/SweepCounts";
import { formatDuration } from "../../components/times";
import { CELLS, groupName } from "./fields";

/** The sweep in short: its best cell, how far that is from the first one, what all cost, and how its runs stand. */
export function SweepStats({ sweep }: { sweep: Sweep }) {
  const groups = useSweepGroups(sweep.id, [CELLS]).data;
  return (
    <StatStrip
      marks={
        <>
          <SweepCounts counts={sweep.counts} />
          {groups && groups.objectives.length > 0 && <span>{axesWords(groups, groups.objectives)}</span>}
        </>
      }
    >
      <Best sweep={sweep} groups={groups} />
      <Stat label="cost" value={cost(groups)} />
    </StatStrip>
  );
}

function Best({ sweep, groups }: { sweep: Sweep; groups: Groups | undefined }) {
  const nameOf = (group: Group) => groupName(sweep, group, CELLS);
  const best = bestOf(groups?.groups ?? []);
  const first = groups?.groups.find((group) => group.id === groups.baseline);
  // Of more than two groups, the best is chosen after the fact, and its interval would claim too much.
  const difference = groups?.groups.length === 2 ? best?.hypervolume.difference : null;
  return (
    <>
      <Stat
        label="best hypervolume, mean"
        value={formatNumber(best?.hypervolume.mean)}
        beside={best && `${nameOf(best)}, n = ${best.hypervolume.n}`}
      />
      {typeof difference?.mean === "number" && best && first && (
        <Stat
          label={`${nameOf(best)} over ${nameOf(first)}, paired`}
          value={formatDelta(difference.mean, 0)}
          beside={`${formatInterval(difference.mean, difference.interval)} n = ${difference.n}`}
        />
      )}
    </>
  );
}

function bestOf(groups: readonly Group[]): Group | undefined {
  const measured = groups.filter((group) => group.hypervolume.mean !== null);
  return measured.toSorted((a, b) => (b.hypervolume.mean ?? 0) - (a.hypervolume.mean ?? 0))[0];
}

function cost(groups: Groups | undefined): string {
  const all = groups?.groups ?? [];
  const tokens = total(all.map((group) => group.cost.completion_tokens));
  const seconds = total(all.map((group) => group.cost.wall_seconds));
  return (
    [
      tokens !== null &&
        `${tokens.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 3 })} tokens`,
      seconds !== null && formatDuration(seconds),
    ]
      .filter(Boolean)
      .join(", ") || formatNumber(null)
  );
}

/** The sum over all runs; null if none has a value. */
function total(measures: readonly Measure[]): number | null {
  const values = measures.flatMap((measure) => measure.values).flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null;
}
