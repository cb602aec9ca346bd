import { useSweepGroups } from "../../api/sweeps";
import type { Group, Groups, Measure, Sweep } from "../../api/types";
import { axesWords } from "../../components/hypervolumeAxes";
import { formatDelta, formatInterval, formatNumber } from "../../components/numbers";
import { Stat, StatStrip } from "../../components/StatStrip";
import { SweepCounts } from "../../components/SweepCounts";
import { formatDuration } from "../../components/times";
import { bestCell } from "./bestCell";
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
  const best = groups ? bestCell(groups) : null;
  const over = best?.over;
  return (
    <>
      <Stat
        label="best hypervolume, mean"
        value={formatNumber(best?.group.hypervolume.mean)}
        beside={best && `${nameOf(best.group)}, n = ${best.group.hypervolume.n}`}
      />
      {best && over && (
        <Stat
          label={`${nameOf(best.group)} over ${nameOf(over.group)}, paired`}
          value={formatDelta(over.difference.mean, 0)}
          beside={`${formatInterval(over.difference.mean, over.difference.interval)} n = ${over.difference.n}`}
        />
      )}
    </>
  );
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
