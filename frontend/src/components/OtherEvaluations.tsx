import { Link } from "react-router";
import type { Evaluation, Objective } from "../api/types";
import { formatError, formatNumber } from "./numbers";
import { objectiveLabel } from "./objectives";
import classes from "./OtherEvaluations.module.css";

interface Props {
  evaluations: readonly Evaluation[];
  objectives: readonly Objective[];
}

/** Evaluations of one policy besides validation: on the test split, and those that other runs made. */
export function OtherEvaluations({ evaluations, objectives }: Props) {
  if (evaluations.length === 0) return null;
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label="Evaluations on other splits">
        <thead>
          <tr>
            <th>split</th>
            {objectives.map((objective) => (
              <th key={objective.name} className={classes.number}>
                {objectiveLabel(objective)}
              </th>
            ))}
            <th className={classes.number}>prompts</th>
            <th className={classes.number}>samples</th>
          </tr>
        </thead>
        <tbody>
          {evaluations.map((row) => (
            <tr key={row.split}>
              <td>{row.job_id === null ? row.split : <Link to={`/runs/${row.job_id}`}>{row.split}</Link>}</td>
              {objectives.map(({ name }) => (
                <td key={name} className={classes.number}>
                  {formatNumber(row.objectives[name])}{" "}
                  <span className={classes.quiet}>{formatError(row.objectives[name], row.standard_errors[name])}</span>
                </td>
              ))}
              <td className={classes.number}>{row.prompts || "–"}</td>
              <td className={classes.number}>{row.samples ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
