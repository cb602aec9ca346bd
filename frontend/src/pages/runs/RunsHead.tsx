import { Checkbox } from "@mantine/core";
import type { Objective, Sort } from "../../api/types";
import { betterOf, objectiveLabel } from "../../components/objectives";
import { barMeaning } from "./listProps";
import classes from "./RunsTable.module.css";
import { SortHeader } from "./SortHeader";

interface Props {
  objectives: readonly Objective[];
  /** Whether hypervolumes have one reference point and scale, so that the list can be sorted by them. */
  comparable: boolean;
  sort: Sort;
  onSort: (sort: Sort) => void;
  ticked: "all" | "some" | "none";
  onTick: () => void;
  /** Whether the rows are groups, which have means and cannot be sorted by status. */
  grouped?: boolean;
}

/** The headings of the list of runs, one by one or in groups. */
export function RunsHead({ objectives, comparable, sort, onSort, ticked, onTick, grouped = false }: Props) {
  const header = { sort, onSort };
  return (
    <thead>
      <tr>
        <th className={classes.tick}>
          <Checkbox
            aria-label="Choose every run"
            checked={ticked === "all"}
            indeterminate={ticked === "some"}
            onChange={onTick}
          />
        </th>
        {grouped ? <th>status</th> : <SortHeader {...header} by="status" label="status" />}
        <SortHeader {...header} by="name" label={grouped ? "group" : "name"} className={classes.name} />
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
              `. ${grouped ? "Mean over the runs ± its standard error." : barMeaning(objective)}`
            }
          >
            {objectiveLabel(objective)}
          </th>
        ))}
        {comparable ? (
          <SortHeader {...header} by="hypervolume" label="hypervolume" className={classes.number} />
        ) : (
          <th className={classes.number} title="Reference points or scales differ, so these numbers do not compare.">
            hypervolume
          </th>
        )}
        {!grouped && (
          <>
            <th
              className={classes.wide}
              title="Hypervolume over steps. Each run has its own reference point and its own range of values."
            >
              over steps
            </th>
            <th>duration</th>
          </>
        )}
        <SortHeader {...header} by="created_at" label={grouped ? "newest" : "started"} />
      </tr>
    </thead>
  );
}
