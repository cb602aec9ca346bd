import { Checkbox } from "@mantine/core";
import { memo, type MouseEvent } from "react";
import { Link, useNavigate } from "react-router";
import type { Objective, Run } from "../../api/types";
import { Chip } from "../../components/Chip";
import { Duration } from "../../components/Duration";
import { MiddleCut } from "../../components/MiddleCut";
import { formatNumber } from "../../components/numbers";
import { names as namesOf, trainedNames } from "../../components/objectives";
import { PreferenceBar } from "../../components/PreferenceBar";
import { Progress } from "../../components/Progress";
import { Sparkline } from "../../components/Sparkline";
import { StatusDot } from "../../components/StatusDot";
import { TagChips } from "../../components/TagChips";
import { When } from "../../components/When";
import { ObjectiveCell } from "./ObjectiveCell";
import { RunActions } from "./RunActions";
import classes from "./RunsTable.module.css";

interface Props {
  run: Run;
  objectives: readonly Objective[];
  largest: Record<string, number>;
  volume: number | null;
  /** Whether the volumes of the list have one reference point and scale. */
  comparable: boolean;
  /** Reference point and scale of the volume, in words. */
  against: string;
  ticked: boolean;
  onTick: (id: string) => void;
  /** Whether the row stands under the row of its group, which leaves less room. */
  member?: boolean;
}

export const RunRow = memo(function RunRow({
  run,
  objectives,
  largest,
  volume,
  comparable,
  against,
  ticked,
  onTick,
  member = false,
}: Props) {
  const navigate = useNavigate();
  const open = (event: MouseEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const onRow = event.currentTarget.contains(target) && !target.closest("a, button, input, label");
    if (onRow && !window.getSelection()?.toString()) void navigate(`/runs/${run.id}`);
  };
  return (
    <tr
      className={classes.row}
      data-row
      data-ticked={ticked || undefined}
      data-member={member || undefined}
      onClick={open}
    >
      <td className={classes.tick}>
        <Checkbox aria-label={`Choose ${run.name}`} checked={ticked} onChange={() => onTick(run.id)} />
      </td>
      <td>
        <StatusDot run={run} />
      </td>
      <td className={classes.name}>
        <span className={classes.named}>
          <Link to={`/runs/${run.id}`} className={classes.link}>
            <MiddleCut text={run.name} />
          </Link>
          <TagChips tags={run.tags} most={2} />
        </span>
      </td>
      <td>
        <Chip>{run.method}</Chip>
      </td>
      <td className={`${classes.quiet ?? ""} ${classes.wide ?? ""}`}>{run.estimator.toUpperCase()}</td>
      <td>
        <PreferenceBar weights={run.preference} names={trainedNames(run.objectives)} />
      </td>
      <td className={classes.progress}>
        <span>
          {run.step} <span className={classes.quiet}>/ {run.total_steps}</span>
        </span>
        <Progress step={run.step} total={run.total_steps} />
      </td>
      {objectives.map((objective) => (
        <ObjectiveCell
          key={objective.name}
          run={run}
          objective={objective}
          names={namesOf(objectives)}
          largest={largest[objective.name] ?? 0}
        />
      ))}
      <td className={`${classes.number ?? ""} ${comparable ? "" : (classes.quiet ?? "")}`} title={against}>
        {formatNumber(volume)}
      </td>
      {!member && (
        <>
          <td className={classes.wide}>
            <Sparkline points={run.hypervolume_history} />
          </td>
          <td className={classes.quiet}>
            <Duration run={run} />
          </td>
        </>
      )}
      <td className={classes.last}>
        <span className={classes.quiet}>
          <When time={run.created_at} />
        </span>
        <span className={classes.actions}>
          <RunActions run={run} />
        </span>
      </td>
    </tr>
  );
});
