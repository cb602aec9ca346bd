import { Checkbox } from "@mantine/core";
import { memo } from "react";
import { Link } from "react-router";
import type { Run } from "../../api/types";
import { Chip } from "../../components/Chip";
import { Duration } from "../../components/Duration";
import { MiddleCut } from "../../components/MiddleCut";
import { formatNumber } from "../../components/numbers";
import { objectiveColour } from "../../components/colours";
import { names, objectiveLabel, trainedNames } from "../../components/objectives";
import { PreferenceBar } from "../../components/PreferenceBar";
import { Progress } from "../../components/Progress";
import { Sparkline } from "../../components/Sparkline";
import { StatusDot } from "../../components/StatusDot";
import { Swatch } from "../../components/Swatch";
import { TagChips } from "../../components/TagChips";
import { When } from "../../components/When";
import type { ListProps } from "./listProps";
import { RunActions } from "./RunActions";
import classes from "./RunCards.module.css";

/** The list of runs on a narrow screen. */
export function RunCards({ runs, selection, volumes }: ListProps) {
  return (
    <ul className={classes.list}>
      {runs.map((run) => (
        <RunCard
          key={run.id}
          run={run}
          volume={volumes.of(run)}
          comparable={volumes.comparable}
          ticked={selection.has(run.id)}
          onTick={selection.toggle}
        />
      ))}
    </ul>
  );
}

export const RunCard = memo(function RunCard({
  run,
  volume,
  comparable,
  ticked,
  onTick,
  member = false,
}: {
  run: Run;
  volume: number | null;
  comparable: boolean;
  ticked: boolean;
  onTick: (id: string) => void;
  /** Whether the card stands under the card of its group. */
  member?: boolean;
}) {
  const objectiveNames = names(run.objectives);
  return (
    <li className={classes.card} data-row data-ticked={ticked || undefined} data-member={member || undefined}>
      <div className={classes.top}>
        <Checkbox aria-label={`Choose ${run.name}`} checked={ticked} onChange={() => onTick(run.id)} />
        <Link to={`/runs/${run.id}`} className={classes.name}>
          <MiddleCut text={run.name} />
        </Link>
        <StatusDot run={run} />
      </div>
      <div className={classes.middle}>
        <Chip>{run.method}</Chip>
        <PreferenceBar weights={run.preference} names={trainedNames(run.objectives)} />
        <Progress step={run.step} total={run.total_steps} width={56} />
        <span className={classes.quiet}>
          {run.step} / {run.total_steps}
        </span>
      </div>
      {run.tags.length > 0 && <TagChips tags={run.tags} most={6} />}
      <dl className={classes.values}>
        {run.objectives.map((objective) => (
          <div key={objective.name}>
            <dt>
              <Swatch colour={objectiveColour(objectiveNames, objective.name)} /> {objectiveLabel(objective)}
            </dt>
            <dd>{formatNumber(run.latest?.objectives[objective.name])}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.bottom}>
        <span className={comparable ? classes.hypervolume : classes.quiet}>hypervolume {formatNumber(volume)}</span>
        <Sparkline points={run.hypervolume_history} />
        <span className={classes.quiet}>
          <Duration run={run} />, <When time={run.created_at} />
        </span>
        <span className={classes.actions}>
          <RunActions run={run} />
        </span>
      </div>
    </li>
  );
});
