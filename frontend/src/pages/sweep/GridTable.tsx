import type { CSSProperties } from "react";
import type { Groups, Sweep, SweepCell } from "../../api/types";
import { objectiveColour } from "../../components/colours";
import { formatCount, formatNumber, MISSING } from "../../components/numbers";
import { names } from "../../components/objectives";
import { Progress } from "../../components/Progress";
import { StatusMark } from "../../components/StatusDot";
import { isOver, STATUSES } from "../../components/statuses";
import { repeats, type GridEntry, type GridLayout } from "./gridLayout";
import { depths, directionOf, STATUS, valueOf, type Shown } from "./gridMeasures";
import { RetryCell } from "./RetryCell";
import classes from "./GridTable.module.css";

/** Share of the hue in the palest and in the deepest cell, in percent. */
const PALE = 6;
const DEEP = 50;

interface Props {
  sweep: Sweep;
  layout: GridLayout;
  groups: Groups | undefined;
  measure: string;
  chosen: GridEntry | null;
  onCell: (entry: GridEntry) => void;
}

export function GridTable({ sweep, layout, groups, measure, chosen, onCell }: Props) {
  const { rows, columns, rowFields } = layout;
  const shown = rows.map((row) => row.entries.map((entry) => entry && valueOf(entry, measure, groups)));
  const values = shown.flat().map((one) => one?.value ?? null);
  const shades = depths(values, directionOf(measure, groups?.objectives ?? []));
  const hue = hueOf(measure, groups);
  const shadeOf = (entry: GridEntry, place: number) =>
    measure === STATUS ? endedShare(entry.cell) : values[place] === null ? null : (shades[place] ?? 0);
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <Head layout={layout} />
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.labels.join("\n")}>
              {row.labels.map((label, place) => (
                <th key={rowFields[place]} scope="row" title={label}>
                  {!repeats(rows, at, place) && label}
                </th>
              ))}
              {row.entries.map((entry, column) => (
                <td key={columns[column]}>
                  {entry && (
                    <button
                      type="button"
                      className={classes.cell}
                      style={shaded(hue, shadeOf(entry, at * columns.length + column))}
                      aria-pressed={isSame(entry, chosen)}
                      aria-label={`${entry.cell.name}, ${columns[column] ?? ""}`}
                      onClick={() => onCell(entry)}
                    >
                      {measure === STATUS ? (
                        <CellStatus entry={entry} />
                      ) : (
                        <CellValue shown={shown[at]?.[column] ?? null} />
                      )}
                    </button>
                  )}
                  {entry && measure === STATUS && <RetryCell sweep={sweep} cell={entry.cell} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ layout: { columnField, columns, rowFields } }: { layout: GridLayout }) {
  return (
    <thead>
      {columnField !== null && (
        <tr>
          <td colSpan={rowFields.length} />
          <th colSpan={columns.length} scope="colgroup">
            {columnField}
          </th>
        </tr>
      )}
      <tr>
        {rowFields.map((field) => (
          <th key={field} scope="col">
            {field}
          </th>
        ))}
        {columns.map((column) => (
          <th key={column} scope="col" className={classes.column}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function CellValue({ shown }: { shown: Shown | null }) {
  if (shown === null) return <span className={classes.quiet}>{MISSING}</span>;
  return (
    <>
      {formatNumber(shown.value)} <small className={classes.quiet}>n = {shown.n}</small>
    </>
  );
}

function CellStatus({ entry: { cell } }: { entry: GridEntry }) {
  const present = STATUSES.filter((status) => (cell.counts[status] ?? 0) > 0);
  return (
    <span className={classes.statuses}>
      {present.map((status) => (
        <StatusMark key={status} status={status} word={`${formatCount(cell.counts[status] ?? 0)} ${status}`} />
      ))}
      {(cell.counts.running ?? 0) > 0 && (
        <Progress step={cell.step} total={cell.total_steps} width={96} label={`steps of ${cell.name} done`} />
      )}
      {cell.error !== null && (
        <span className={classes.why} title={cell.error}>
          {cell.error}
        </span>
      )}
    </span>
  );
}

function endedShare({ counts, run_ids: ids }: SweepCell): number {
  const ended = STATUSES.filter((status) => isOver({ status })).reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  return ids.length > 0 ? ended / ids.length : 0;
}

function isSame(entry: GridEntry, chosen: GridEntry | null): boolean {
  return chosen !== null && entry.cell.index === chosen.cell.index && entry.runIds.join() === chosen.runIds.join();
}

/** Objectives keep their own colours; all else has one hue. */
function hueOf(measure: string, groups: Groups | undefined): string {
  const objectives = names(groups?.objectives ?? []);
  return objectives.includes(measure) ? objectiveColour(objectives, measure) : "var(--accent)";
}

function shaded(hue: string, depth: number | null): CSSProperties | undefined {
  if (depth === null) return undefined;
  return { background: `color-mix(in srgb, ${hue} ${PALE + (DEEP - PALE) * depth}%, var(--card))` };
}
