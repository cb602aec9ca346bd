import { Skeleton } from "@mantine/core";
import { Link } from "react-router";
import { useReevaluation } from "../../api/reevaluations";
import type { ReevaluatedPoint, Run } from "../../api/types";
import { formatError, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { QueryError } from "../../components/QueryError";
import { isOver } from "../../components/statuses";
import classes from "./CheckpointsTab.module.css";
import { Stages } from "./Stages";

/** What a re-evaluation has found: one row per policy. */
export function ResultsTab({ run }: { run: Run }) {
  const query = useReevaluation(run);
  if (query.error && !query.data) return <QueryError query={query} />;
  if (!query.data) return <Skeleton h={320} aria-label="Loading the results" />;
  const { points, objectives, split } = query.data;
  const done = points.filter((point) => point.state === "done").length;
  return (
    <>
      {done === 0 && !isOver(run) && <Stages run={run} />}
      <div className={classes.bar}>
        <span>
          <strong>{split}</strong>, ± one standard error over prompts
        </span>
        <span className={classes.quiet}>
          {done} of {points.length} policies have a result. They are listed with the evaluations of their runs.
        </span>
      </div>
      <div className={classes.frame}>
        <table aria-label="Results">
          <thead>
            <tr>
              <th>run</th>
              <th className={classes.number}>step</th>
              {objectives.map((objective) => (
                <th key={objective.name} className={classes.number}>
                  {objectiveLabel(objective)}
                </th>
              ))}
              <th className={classes.number}>prompts</th>
              <th className={classes.number}>samples</th>
              <th className={classes.path} aria-label="state" />
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.position}>
                <td>{nameOf(point)}</td>
                <td className={classes.number}>{point.step}</td>
                {objectives.map(({ name }) => (
                  <td key={name} className={classes.number}>
                    {formatNumber(point.objectives[name])}{" "}
                    <span className={classes.quiet}>
                      {formatError(point.objectives[name], point.standard_errors[name])}
                    </span>
                  </td>
                ))}
                <td className={classes.number}>{point.prompts ?? "–"}</td>
                <td className={classes.number}>{point.samples ?? "–"}</td>
                <td className={classes.quiet}>{stateOf(point, run)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function nameOf({ run_id, run_name, step }: ReevaluatedPoint) {
  return run_name === null ? (
    `${run_id} (deleted)`
  ) : (
    <Link className={classes.fork} to={`/runs/${run_id}?step=${step}`}>
      {run_name}
    </Link>
  );
}

function stateOf({ state }: ReevaluatedPoint, run: Run): string {
  if (state === "done") return "";
  if (state === "missing") return "its weights are not kept any more";
  return isOver(run) ? "not evaluated, the events say why" : "waiting";
}
