import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { useFronts } from "../../api/fronts";
import type { ChosenAxes } from "../../api/measuredAxes";
import type { FrontRun, Fronts, Run } from "../../api/types";
import { markBests, type Measured } from "../../components/bests";
import { Card } from "../../components/Card";
import table from "../../components/DataTable.module.css";
import { QueryError } from "../../components/QueryError";
import { MiddleCut } from "../../components/MiddleCut";
import { formatError, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { Swatch } from "../../components/Swatch";
import { runColour } from "../../components/colours";
import { Cautions } from "./Cautions";
import scroll from "./FinalGroups.module.css";
import { cautions } from "./preliminary";
import { LABEL, orderedBy } from "./rowOrder";
import { SortHeading } from "./SortHeading";

const ROW_HEIGHT = 36;

interface Props {
  runs: readonly Run[];
  axes: ChosenAxes;
  className: string | undefined;
}

/** The last validation point of each run with its standard errors, and the bests as far as these tell them apart. */
export function FinalPoints({ runs, axes, className }: Props) {
  const fronts = useFronts(
    runs.map((run) => run.id),
    axes,
  );
  const statuses = runs.map((run) => run.status);
  const steps = fronts.data?.runs.map(({ final }) => final?.step) ?? [];
  const subtitle = [
    "the last validation point of each run ± its standard error over prompts",
    "dot: the best value, or one that this noise cannot tell from it",
    "each is one run (n = 1), and other seeds may differ",
    "hypervolume recomputed for all",
  ].join("; ");
  return (
    <Card
      className={className}
      title="Final points"
      subtitle={subtitle}
      controls={<Cautions of={cautions(statuses, steps)} />}
    >
      <QueryError query={fronts} />
      {fronts.data && <FinalTable fronts={fronts.data} />}
      {fronts.isPending && <Skeleton h={ROW_HEIGHT * (runs.length + 1)} animate={false} />}
    </Card>
  );
}

function FinalTable({ fronts }: { fronts: Fronts }) {
  const [sort, onSort] = useState("");
  const { objectives, runs } = fronts;
  const marks = new Map(objectives.map(({ name, direction }) => [name, markBests(columnOf(runs, name), direction)]));
  const rows = runs.map((run, place) => ({ run, place }));
  const value = ({ run: { final } }: (typeof rows)[number], key: string) =>
    key === "step" ? final?.step : key === "hypervolume" ? final?.hypervolume : final?.objectives[key];
  return (
    <div className={`${table.frame ?? ""} ${scroll.frame ?? ""}`}>
      <table className={table.table}>
        <thead>
          <tr>
            <SortHeading by={LABEL} label="run" sort={sort} onSort={onSort} className={table.wide} />
            <SortHeading by="step" label="step" sort={sort} onSort={onSort} className={table.number} />
            {objectives.map((objective) => (
              <SortHeading
                key={objective.name}
                by={objective.name}
                label={objectiveLabel(objective)}
                sort={sort}
                onSort={onSort}
                className={table.number}
              />
            ))}
            <SortHeading by="hypervolume" label="hypervolume" sort={sort} onSort={onSort} className={table.number} />
          </tr>
        </thead>
        <tbody>
          {orderedBy(rows, sort, { label: ({ run }) => run.name, value }).map(({ run, place }) => (
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
                  isBest={marks.get(objective.name)?.[place] ?? false}
                />
              ))}
              <ValueCell value={run.final?.hypervolume} error={undefined} isBest={false} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function columnOf(runs: readonly FrontRun[], name: string): Measured[] {
  return runs.map(({ final }) => ({ value: final?.objectives[name], error: final?.standard_errors[name] }));
}

interface ValueProps extends Measured {
  isBest: boolean;
}

function ValueCell({ value, error, isBest }: ValueProps) {
  return (
    <td className={table.number}>
      {isBest && (
        <span className={table.tied} role="img" aria-label="best within noise">
          •
        </span>
      )}
      {formatNumber(value)} <span className={table.quiet}>{formatError(value, error)}</span>
    </td>
  );
}
