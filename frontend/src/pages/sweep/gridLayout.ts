/** The cells of a sweep as a table: the first field in rows, the second in columns, others as nested rows. */

import type { Sweep, SweepCell } from "../../api/types";
import { valueWords } from "../../components/sweepWords";
import { overrideOf } from "./fields";

/** A larger sweep has one column for all seeds. */
const MOST_RUNS_BY_SEED = 100;

export interface GridEntry {
  cell: SweepCell;
  /** Ids of the runs whose mean the entry shows. */
  runIds: readonly string[];
}

export interface GridRow {
  labels: string[];
  entries: (GridEntry | null)[];
}

export interface GridLayout {
  rowFields: string[];
  /** The field whose values are the columns; null where the columns are seeds. */
  columnField: string | null;
  columns: string[];
  rows: GridRow[];
}

/** `bySeed` says whether seeds may have columns of their own. */
export function gridLayout(sweep: Sweep, fields: readonly string[], bySeed: boolean): GridLayout {
  return (fields.length > 1 ? crossed(sweep, fields) : null) ?? cellByCell(sweep, fields, bySeed);
}

/** The table of a cross product; null if cells share a place in it, or leave most of it empty. */
function crossed({ cells }: Sweep, fields: readonly string[]): GridLayout | null {
  const [first = "", second = "", ...others] = fields;
  const rowFields = [first, ...others];
  const columns = [...new Set(cells.map((cell) => valueWords(overrideOf(cell, second))))];
  const rows = new Map<string, GridRow>();
  for (const cell of cells) {
    const labels = rowFields.map((field) => valueWords(overrideOf(cell, field)));
    const key = JSON.stringify(labels);
    const row = rows.get(key) ?? { labels, entries: columns.map(() => null) };
    rows.set(key, row);
    const column = columns.indexOf(valueWords(overrideOf(cell, second)));
    if (row.entries[column]) return null;
    row.entries[column] = { cell, runIds: cell.run_ids };
  }
  if (rows.size * columns.length > 2 * cells.length) return null;
  return { rowFields, columnField: second, columns, rows: nested([...rows.values()]) };
}

function cellByCell(
  { cells, seeds, total_runs: total }: Sweep,
  fields: readonly string[],
  splitSeeds: boolean,
): GridLayout {
  const bySeed =
    splitSeeds &&
    seeds.length > 1 &&
    total <= MOST_RUNS_BY_SEED &&
    cells.every((cell) => cell.run_ids.length === seeds.length);
  return {
    rowFields: fields.length > 0 ? [...fields] : ["cell"],
    columnField: null,
    columns: bySeed ? seeds.map((seed) => `seed ${seed}`) : ["all seeds"],
    rows: cells.map((cell) => ({
      labels: fields.length > 0 ? fields.map((field) => valueWords(overrideOf(cell, field))) : [cell.name],
      entries: bySeed ? cell.run_ids.map((id) => ({ cell, runIds: [id] })) : [{ cell, runIds: cell.run_ids }],
    })),
  };
}

/** Rows with the same first labels follow each other, in the order in which these labels first appear. */
export function nested<Row extends { labels: string[] }>(rows: readonly Row[]): Row[] {
  const depth = rows[0]?.labels.length ?? 0;
  const orders = Array.from({ length: depth }, (_, at) => [...new Set(rows.map((row) => row.labels[at]))]);
  const place = (row: Row, at: number) => orders[at]?.indexOf(row.labels[at]) ?? 0;
  return rows.toSorted((a, b) => {
    for (let at = 0; at < depth; at++) if (place(a, at) !== place(b, at)) return place(a, at) - place(b, at);
    return 0;
  });
}

/** Whether a label of a row is the same as above it, with all that stand before it. */
export function repeats(rows: readonly { labels: string[] }[], row: number, label: number): boolean {
  const above = rows[row - 1]?.labels.slice(0, label + 1);
  return JSON.stringify(above) === JSON.stringify(rows[row]?.labels.slice(0, label + 1));
}
