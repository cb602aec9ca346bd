import { Checkbox } from "@mantine/core";
import { useRef, useState } from "react";
import type { Run } from "../../api/types";
import { axesWords } from "../../components/hypervolumeAxes";
import { betterOf, objectiveLabel } from "../../components/objectives";
import { barMeaning, type ListProps } from "./listProps";
import { RunRow } from "./RunRow";
import classes from "./RunsTable.module.css";
import { SortHeader } from "./SortHeader";
import { useRowWindow } from "./useRowWindow";

/** The height of a row in RunsTable.module.css, plus the line between rows. */
const ROW_HEIGHT = 41;

export function RunsTable({ runs, objectives: columns, sort, onSort, selection, volumes }: ListProps) {
  const objectives = useStable(columns);
  const largest = useStable(
    Object.fromEntries(
      objectives.map(({ name }) => [name, Math.max(...runs.map((run) => run.latest?.objectives[name] ?? 0))]),
    ),
  );
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to } = useRowWindow(runs.length, ROW_HEIGHT, body);
  const ids = runs.map((run) => run.id);
  const all = ids.every((id) => selection.has(id));
  const header = { sort, onSort };
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-rowcount={runs.length + 1}>
        <thead>
          <tr>
            <th className={classes.tick}>
              <Checkbox
                aria-label="Choose every run"
                checked={all}
                indeterminate={!all && selection.ids.length > 0}
                onChange={() => selection.set(all ? [] : ids)}
              />
            </th>
            <SortHeader {...header} by="status" label="status" />
            <SortHeader {...header} by="name" label="name" className={classes.name} />
            <th>method</th>
            <th className={classes.wide}>estimator</th>
            <th title="Reward weights that the run starts with. Bar: one colour per objective, as wide as its weight.">
              preference
            </th>
            <th title="Policy updates done, of those asked for. Bar: their share.">progress</th>
            {objectives.map((objective) => (
              <th
                key={objective.name}
                className={`${classes.number ?? ""} ${classes.heading ?? ""}`}
                title={
                  [objective.name, `${objective.axis_label}, validation, ${betterOf(objective)}`].join(": ") +
                  `. ${barMeaning(objective)}`
                }
              >
                {objectiveLabel(objective)}
              </th>
            ))}
            {volumes.comparable ? (
              <SortHeader {...header} by="hypervolume" label="hypervolume" className={classes.number} />
            ) : (
              <th
                className={classes.number}
                title="Reference points or scales differ, so these numbers do not compare."
              >
                hypervolume
              </th>
            )}
            <th
              className={classes.wide}
              title="Hypervolume over steps. Each run has its own reference point and its own range of values."
            >
              over steps
            </th>
            <th>duration</th>
            <SortHeader {...header} by="created_at" label="started" />
          </tr>
        </thead>
        <tbody ref={body}>
          <Gap rows={from} />
          {runs.slice(from, to).map((run) => (
            <RunRow
              key={run.id}
              run={run}
              objectives={objectives}
              largest={largest}
              volume={volumes.of(run)}
              comparable={volumes.comparable}
              against={volumes.common ? axesWords(volumes.common, volumes.common.objectives) : ownAxes(run)}
              ticked={selection.has(run.id)}
              onTick={selection.toggle}
            />
          ))}
          <Gap rows={runs.length - to} />
        </tbody>
      </table>
    </div>
  );
}

function ownAxes({ latest, objectives }: Run): string {
  return latest ? axesWords(latest, objectives) : "";
}

/** Takes the place of rows that are not drawn because they are far from the screen. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden style={{ height: rows * ROW_HEIGHT }} /> : null;
}

/** Returns the same object as long as its contents are the same, so that rows are not drawn again. */
function useStable<T>(value: T): T {
  const [kept, setKept] = useState(value);
  if (JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}
