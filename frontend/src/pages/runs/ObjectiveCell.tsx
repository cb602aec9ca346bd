import type { Objective, Run } from "../../api/types";
import { formatNumber } from "../../components/numbers";
import { objectiveColour } from "../../components/colours";
import { barShare } from "./listProps";
import classes from "./RunsTable.module.css";

/** A run's latest value of one objective, in the objective's unit, above a small bar. */
export function ObjectiveCell({
  run,
  objective,
  names,
  largest,
}: {
  run: Run;
  objective: Objective;
  names: readonly string[];
  largest: number;
}) {
  const value = run.latest?.objectives[objective.name] ?? null;
  const share = value === null ? 0 : barShare(objective, value, run.latest?.initial[objective.name] ?? null, largest);
  return (
    <td className={classes.objective}>
      {formatNumber(value)}
      <span
        className={classes.bar}
        style={{ width: `${Math.round(share * 100)}%`, background: objectiveColour(names, objective.name) }}
        aria-hidden
      />
    </td>
  );
}
