import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useReportedFronts } from "../../api/fronts";
import type { ChosenAxes } from "../../api/measuredAxes";
import type { BestPoint, Fronts } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { MiddleCut } from "../../components/MiddleCut";
import { formatError, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import classes from "./ComparePage.module.css";
import scroll from "./FinalGroups.module.css";

const CHOSEN_BY = "validation";

/** The best points of all runs, chosen on validation and reported on another split; nothing if there is none. */
export function ReportedPoints({ ids, axes }: { ids: readonly string[]; axes: ChosenAxes }) {
  const [report, setReport] = useState("test");
  const { data } = useReportedFronts(ids, axes, report);
  const splits = data?.splits?.filter((split) => split !== CHOSEN_BY) ?? [];
  if (!data?.union || splits.length === 0) return null;
  return (
    <Card
      className={classes.below}
      title="Best points"
      subtitle={[
        `chosen on ${CHOSEN_BY}: no point of these runs is better in everything`,
        `reported on ${report} ± standard error over prompts`,
      ].join("; ")}
      controls={
        <NativeSelect
          aria-label="Report on"
          size="xs"
          value={report}
          data={splits.includes(report) ? splits : [report, ...splits]}
          onChange={(event) => setReport(event.currentTarget.value)}
        />
      }
    >
      <PointsTable fronts={data} points={data.union.points} report={report} />
    </Card>
  );
}

function PointsTable({ fronts, points, report }: { fronts: Fronts; points: readonly BestPoint[]; report: string }) {
  const names = new Map(fronts.runs.map((run) => [run.run_id, run.name]));
  return (
    <div className={`${table.frame ?? ""} ${scroll.frame ?? ""}`}>
      <table className={table.table} aria-label="Best points">
        <thead>
          <tr>
            <th className={table.wide}>run</th>
            <th className={table.number}>step</th>
            {fronts.objectives.flatMap((objective) =>
              [CHOSEN_BY, report].map((split) => (
                <th key={`${objective.name} ${split}`} className={table.number}>
                  {objectiveLabel(objective)}
                  <br />
                  <span className={table.quiet}>{split}</span>
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={`${point.run_id} ${point.step}`}>
              <td className={table.wide}>
                <MiddleCut text={names.get(point.run_id) ?? point.run_id} />
              </td>
              <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{point.step}</td>
              {fronts.objectives.flatMap(({ name }) => [
                <td key={`${name} chosen`} className={`${table.number ?? ""} ${table.quiet ?? ""}`}>
                  {formatNumber(point.objectives[name])}
                </td>,
                <td key={`${name} reported`} className={table.number}>
                  {formatNumber(point.reported?.objectives[name])}{" "}
                  <span className={table.quiet}>
                    {formatError(point.reported?.objectives[name], point.reported?.standard_errors[name])}
                  </span>
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
