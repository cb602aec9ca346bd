import { Skeleton } from "@mantine/core";
import { useFronts } from "../../api/fronts";
import type { Fronts, FrontRun, Objective, Run } from "../../api/types";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { ErrorState } from "../../components/ErrorState";
import { MiddleCut } from "../../components/MiddleCut";
import { formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { Swatch } from "../../components/Swatch";
import { runColour } from "../../components/colours";

const ROW_HEIGHT = 36;

/** The last validation point of each run; the best value of each column is bold. */
export function FinalPoints({ runs, className }: { runs: readonly Run[]; className: string | undefined }) {
  const fronts = useFronts(runs.map((run) => run.id));
  return (
    <Card
      className={className}
      title="Final points"
      subtitle="the last validation point of each run; hypervolume against the reference point of all"
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
                  best={bestOf(runs, objective)}
                />
              ))}
              <ValueCell
                value={run.final?.hypervolume}
                best={Math.max(...runs.map(({ final }) => final?.hypervolume ?? -Infinity))}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ValueCell({ value, best }: { value: number | null | undefined; best: number }) {
  return <td className={`${table.number ?? ""} ${value === best ? (table.best ?? "") : ""}`}>{formatNumber(value)}</td>;
}

function bestOf(runs: readonly FrontRun[], { name, direction }: Objective): number {
  const values = runs.flatMap((run) => run.final?.objectives[name] ?? []);
  return direction === "minimize" ? Math.min(...values) : Math.max(...values);
}
