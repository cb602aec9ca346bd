import { Checkbox, UnstyledButton } from "@mantine/core";
import { ChevronIcon } from "../../components/icons";
import { objectiveColour } from "../../components/colours";
import { formatCount } from "../../components/numbers";
import { names, objectiveLabel } from "../../components/objectives";
import { Progress } from "../../components/Progress";
import { Swatch } from "../../components/Swatch";
import { When } from "../../components/When";
import { tickOf, type GroupLine } from "./groupLines";
import { GroupLinks } from "./GroupRow";
import { GroupMean } from "./GroupMean";
import { GroupStatus } from "./GroupStatus";
import { Rest, type GroupListProps } from "./GroupsTable";
import classes from "./RunCards.module.css";
import { RunCard } from "./RunCards";

/** The list of runs in groups, on a narrow screen. */
export function GroupCards({ lines, selection, comparable, restAddress, ...props }: GroupListProps) {
  return (
    <ul className={classes.list}>
      {lines.map((line) => {
        switch (line.kind) {
          case "group":
            return (
              <GroupCard
                key={line.group.id}
                {...props}
                line={line}
                ticked={tickOf(line.group.run_ids, selection.has)}
                onTick={(on) => selection.mark(line.group.run_ids, on)}
              />
            );
          case "run":
            return (
              <RunCard
                key={line.run.id}
                member
                run={line.run}
                volume={line.run.latest?.hypervolume ?? null}
                comparable={comparable}
                ticked={selection.has(line.run.id)}
                onTick={selection.toggle}
              />
            );
          case "waiting":
            return (
              <li key={`waiting ${line.group.id}`} className={classes.quiet}>
                Loading the runs
              </li>
            );
          case "rest":
            return (
              <li key={`rest ${line.group.id}`} className={classes.quiet}>
                <Rest line={line} address={restAddress(line.group)} />
              </li>
            );
        }
      })}
    </ul>
  );
}

interface CardProps extends Pick<GroupListProps, "objectives" | "onToggle"> {
  line: GroupLine & { kind: "group" };
  ticked: "all" | "some" | "none";
  onTick: (ticked: boolean) => void;
}

function GroupCard({ line: { group, open }, objectives, onToggle, ticked, onTick }: CardProps) {
  const own = objectives.filter(({ name }) => name in group.objectives);
  return (
    <li className={classes.card} data-row data-ticked={ticked === "all" || undefined}>
      <div className={classes.top}>
        <Checkbox
          aria-label={`Choose the ${formatCount(group.n)} runs of ${group.label}`}
          checked={ticked === "all"}
          indeterminate={ticked === "some"}
          onChange={() => onTick(ticked !== "all")}
        />
        <UnstyledButton className={classes.unfold} aria-expanded={open} onClick={() => onToggle(group.id)}>
          <ChevronIcon />
          <span>{group.label}</span>
          <span className={classes.quiet}>n = {formatCount(group.n)}</span>
        </UnstyledButton>
      </div>
      <div className={classes.middle}>
        <GroupStatus group={group} />
        <Progress step={group.step} total={group.total_steps} width={56} />
        <span className={classes.quiet}>
          <When time={group.created_at} />
        </span>
      </div>
      <dl className={classes.values}>
        {own.map((objective) => (
          <div key={objective.name}>
            <dt>
              <Swatch colour={objectiveColour(names(objectives), objective.name)} /> {objectiveLabel(objective)}
            </dt>
            <dd>
              <GroupMean mean={group.objectives[objective.name]} n={group.n} />
            </dd>
          </div>
        ))}
        <div>
          <dt>hypervolume</dt>
          <dd>
            <GroupMean mean={group.hypervolume} n={group.n} />
          </dd>
        </div>
      </dl>
      <GroupLinks group={group} />
    </li>
  );
}
