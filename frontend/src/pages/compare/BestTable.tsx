import { Link } from "react-router";
import type { Objective } from "../../api/types";
import { runColour } from "../../components/colours";
import table from "../../components/DataTable.module.css";
import { MiddleCut } from "../../components/MiddleCut";
import { formatError, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { Swatch } from "../../components/Swatch";
import { CHOSEN_BY, valueOf, type BestRow, type Shown } from "./bestRows";
import scroll from "./FinalGroups.module.css";
import { LABEL, orderedBy, type RowOrder } from "./rowOrder";
import { SortHeading } from "./SortHeading";

const STEP = "step";

interface Props {
  rows: readonly BestRow[];
  objectives: readonly Objective[];
  noun: "run" | "group";
  columns: readonly Shown[];
  report: string | null;
  sort: RowOrder;
  onSort: (sort: RowOrder) => void;
}

export function BestTable({ rows, objectives, noun, columns, report, sort, onSort }: Props) {
  const ofGroups = noun === "group";
  const words = { chosen: CHOSEN_BY, runs: "runs", reported: report };
  const cells = objectives.flatMap((objective) =>
    columns.map((shown) => ({ objective, shown, key: `${objective.name} ${shown}` })),
  );
  const value = (row: BestRow, key: string) => {
    if (key === STEP) return row.point.step;
    const cell = cells.find((one) => one.key === key);
    return cell && valueOf(row, cell.objective.name, cell.shown).value;
  };
  return (
    <div className={`${table.frame ?? ""} ${scroll.frame ?? ""}`}>
      <table className={table.table} aria-label="Best points">
        <thead>
          <tr>
            <SortHeading by={LABEL} label={noun} sort={sort} onSort={onSort} className={table.wide} />
            <SortHeading by={STEP} label="step" sort={sort} onSort={onSort} className={table.number} />
            {ofGroups && <th className={table.number}>n</th>}
            {cells.map(({ objective, shown, key }) => (
              <SortHeading
                key={key}
                by={key}
                label={
                  <>
                    {objectiveLabel(objective)}
                    <br />
                    <span className={table.quiet}>{words[shown]}</span>
                  </>
                }
                sort={sort}
                onSort={onSort}
                className={table.number}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {orderedBy(rows, sort, { label: ({ name }) => name, value }).map((row) => (
            <tr key={`${row.point.run_id} ${row.point.step}`}>
              <td className={table.wide}>
                <span className={table.named}>
                  <Swatch colour={runColour(row.place)} />
                  <Link to={`/runs/${row.point.run_id}?step=${row.point.step}`} className={scroll.link}>
                    <MiddleCut text={row.name} />
                  </Link>
                </span>
              </td>
              <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{row.point.step}</td>
              {ofGroups && <td className={`${table.number ?? ""} ${table.quiet ?? ""}`}>{row.point.over_runs?.n}</td>}
              {cells.map(({ objective, shown, key }) => (
                <ValueCell key={key} {...valueOf(row, objective.name, shown)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ValueCell({ value, error }: ReturnType<typeof valueOf>) {
  return (
    <td className={table.number}>
      {formatNumber(value)} <span className={table.quiet}>{formatError(value, error)}</span>
    </td>
  );
}
