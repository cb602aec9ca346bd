import { Skeleton } from "@mantine/core";
import { useFronts } from "../../api/fronts";
import type { Fronts, Run } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { ErrorState } from "../../components/ErrorState";
import { MiddleCut } from "../../components/MiddleCut";
import { formatError, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { Swatch } from "../../components/Swatch";
import { runColour } from "../../components/colours";

const ROW_HEIGHT = 36;

/** The last validation point of each run with its standard errors. No value is marked as best: each is of one run. */
export function FinalPoints({ runs, className }: { runs: readonly Run[]; className: string | undefined }) {
  const fronts = useFronts(runs.map((run) => run.id));
  return (
    <Card
      className={className}
      title="Final points"
      subtitle="the last validation point of each run ± its standard error over prompts; each is one run (n = 1), so none is marked as best; hypervolume against the reference point of all"
    >
      {fronts.error && <ErrorState error={fronts.error} onRetry={() => void fronts.refetch()} />}
      {fronts.data && <FinalTable fronts={fronts.data} />}
      {fronts.isPending && <Skeleton h={ROW_HEIGHT * (runs.length + 1)} animate={false} />}
    </Card>
  );
}

function FinalTable({ fronts }: { fronts: Fronts }) {
  const { objectives, runs } = fronts;
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.wide}>run</th>
            <th className={table.number}>step</th>
            {objectives.map((objective) => (
              <th key={objective.name} className={table.number}>
                {objectiveLabel(objective)}
              </th>
            ))}
            <th className={table.number}>hypervolume</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run, place) => (
            <tr key={run.run_id}>
              <td className={table.wide}>
                <span className={table.named}>
                  <Swatch colour={runColour(place)} />
                  <MiddleCut text={run.name} />
                </span>
              </td>
              <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{run.final?.step}</td>
              {objectives.map((objective) => (
                <ValueCell
                  key={objective.name}
                  value={run.final?.objectives[objective.name]}
                  error={run.final?.standard_errors[objective.name]}
                />
              ))}
              <ValueCell value={run.final?.hypervolume} error={undefined} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ValueProps {
  value: number | null | undefined;
  error: number | null | undefined;
}

function ValueCell({ value, error }: ValueProps) {
  return (
    <td className={table.number}>
      {formatNumber(value)} <span className={table.quiet}>{formatError(value, error)}</span>
    </td>
  );
}
