import { CloseButton } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link } from "react-router";
import { runQuery } from "../../api/runs";
import type { Run, Sweep, SweepCell } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { ErrorState } from "../../components/ErrorState";
import { MiddleCut } from "../../components/MiddleCut";
import { formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { Progress } from "../../components/Progress";
import { StatusDot } from "../../components/StatusDot";
import { RetryCell } from "./RetryCell";
import { ContinueButton } from "../run/ContinueRun";
import classes from "./CellRuns.module.css";

interface Props {
  sweep: Sweep;
  cell: SweepCell;
  /** The runs of the cell that are listed. */
  ids: readonly string[];
  onClose: () => void;
}

/** The runs of a cell of the grid, with the reason where one failed. */
export function CellRuns({ sweep, cell, ids, onClose }: Props) {
  const queries = useQueries({ queries: ids.map(runQuery) });
  const runs = queries.flatMap(({ data }) => (data ? [data] : []));
  const error = queries.find((query) => query.error)?.error;
  return (
    <Card
      className={classes.card}
      title={`Runs of ${cell.name}`}
      corner={<CloseButton size={24} aria-label="Close the runs of the cell" onClick={onClose} />}
    >
      {error && <ErrorState error={error} />}
      <RetryCell sweep={sweep} cell={cell} />
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>run</th>
              <th>status</th>
              <th>progress</th>
              {(runs[0]?.objectives ?? []).map((objective) => (
                <th key={objective.name} className={table.number}>
                  {objectiveLabel(objective)}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Row key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Row({ run }: { run: Run }) {
  return (
    <tr>
      <td className={table.wide}>
        <Link to={`/runs/${run.id}`} className={classes.link}>
          <MiddleCut text={run.name} />
        </Link>
        {run.error && <p className={classes.why}>{run.error.message}</p>}
      </td>
      <td>
        <StatusDot run={run} />
      </td>
      <td className={classes.progress}>
        {run.step} <span className={table.quiet}>/ {run.total_steps}</span>
        <Progress step={run.step} total={run.total_steps} />
      </td>
      {run.objectives.map(({ name }) => (
        <td key={name} className={table.number}>
          {formatNumber(run.latest?.objectives[name])}
        </td>
      ))}
      <td className={table.number}>{run.error && <ContinueButton run={run} />}</td>
    </tr>
  );
}
