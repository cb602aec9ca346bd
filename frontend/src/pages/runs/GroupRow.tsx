import { Checkbox, UnstyledButton } from "@mantine/core";
import type { MouseEvent, ReactNode } from "react";
import { Link } from "react-router";
import type { ListedGroup } from "../../api/runGroups";
import type { Objective } from "../../api/types";
import { Chip } from "../../components/Chip";
import { ChevronIcon } from "../../components/icons";
import { MiddleCut } from "../../components/MiddleCut";
import { formatCount } from "../../components/numbers";
import { trainedNames } from "../../components/objectives";
import { PreferenceBar } from "../../components/PreferenceBar";
import { Progress } from "../../components/Progress";
import { When } from "../../components/When";
import { compareAddress, compareHint } from "./compareHint";
import { GroupMean } from "./GroupMean";
import { GroupStatus } from "./GroupStatus";
import { sweepOf } from "./groupLines";
import classes from "./RunsTable.module.css";

interface Props {
  group: ListedGroup;
  /** Objectives that have a column. */
  objectives: readonly Objective[];
  comparable: boolean;
  open: boolean;
  ticked: "all" | "some" | "none";
  onToggle: () => void;
  onTick: (ticked: boolean) => void;
}

/** A group of runs as one row, which unfolds. */
export function GroupRow({ group, objectives, comparable, open, ticked, onToggle, onTick }: Props) {
  const unfold = ({ target }: MouseEvent) => {
    if (target instanceof Element && !target.closest("a, button, input, label")) onToggle();
  };
  return (
    <tr className={classes.row} data-row data-ticked={ticked === "all" || undefined} data-group onClick={unfold}>
      <td className={classes.tick}>
        <Checkbox
          aria-label={`Choose the ${formatCount(group.n)} runs of ${group.label}`}
          checked={ticked === "all"}
          indeterminate={ticked === "some"}
          onChange={() => onTick(ticked !== "all")}
        />
      </td>
      <td>
        <GroupStatus group={group} />
      </td>
      <td className={classes.name}>
        <UnstyledButton className={classes.unfold} aria-expanded={open} onClick={onToggle}>
          <ChevronIcon />
          <MiddleCut text={group.label} />
          <span className={classes.n}>n = {formatCount(group.n)}</span>
        </UnstyledButton>
      </td>
      <td>
        <OneOf values={group.methods} noun="methods" show={(method) => <Chip>{method}</Chip>} />
      </td>
      <td className={`${classes.quiet ?? ""} ${classes.wide ?? ""}`}>
        <OneOf values={group.estimators} noun="estimators" show={(estimator) => estimator.toUpperCase()} />
      </td>
      <td>
        {group.preference ? (
          <PreferenceBar weights={group.preference} names={trainedNames(objectives)} />
        ) : (
          <span className={classes.quiet}>varies</span>
        )}
      </td>
      <td className={classes.progress}>
        <span>
          {formatCount(group.step)} <span className={classes.quiet}>/ {formatCount(group.total_steps)}</span>
        </span>
        <Progress step={group.step} total={group.total_steps} />
      </td>
      {objectives.map(({ name }) => (
        <td key={name} className={classes.number}>
          <GroupMean mean={group.objectives[name]} n={group.n} />
        </td>
      ))}
      <td
        className={`${classes.number ?? ""} ${comparable ? "" : (classes.quiet ?? "")}`}
        title={group.hypervolume ? undefined : "Reference points or scales of these runs differ."}
      >
        <GroupMean mean={group.hypervolume} n={group.n} />
      </td>
      <td className={classes.last}>
        <span className={classes.quiet}>
          <When time={group.created_at} />
        </span>
        <span className={classes.actions}>
          <GroupLinks group={group} />
        </span>
      </td>
    </tr>
  );
}

/** Where a group leads: to its sweep, and to the comparison of its runs. */
export function GroupLinks({ group }: { group: ListedGroup }) {
  const sweep = sweepOf(group);
  return (
    <span className={classes.links}>
      {sweep !== null && <Link to={`/sweeps/${sweep}`}>Open</Link>}
      {compareHint(group.n) === null && <Link to={compareAddress(group.run_ids)}>Compare</Link>}
    </span>
  );
}

function OneOf({ values, noun, show }: { values: string[]; noun: string; show: (value: string) => ReactNode }) {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return show(only);
  return (
    <span className={classes.quiet} title={values.join(", ")}>
      {values.length} {noun}
    </span>
  );
}
