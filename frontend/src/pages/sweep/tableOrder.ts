/** The order of the rows of a sweep's table: as the sweep has them, or by a column of one block. */

import type { Group, Objective } from "../../api/types";
import { measureOf } from "./gridMeasures";
import type { TableRow } from "./tableLayout";

export const STEPS = "steps";
export const COUNT = "n";

/** A column: the block, counted from 0, and the measure in it. */
export interface Column {
  block: number;
  measure: string;
}

export interface TableOrder extends Column {
  descending: boolean;
}

/** An order as an address has it: "-0.accuracy"; null for none. */
export function orderOf(word: string | null): TableOrder | null {
  const [, minus, block, measure] = /^(-?)(\d+)\.(.+)$/.exec(word ?? "") ?? [];
  return measure === undefined ? null : { block: Number(block), measure, descending: minus === "-" };
}

/** The order after a click on a column: the best first, then the worst first, then as the sweep has it. */
export function nextOrder(now: TableOrder | null, { block, measure }: Column, bestIsLarge: boolean): string | null {
  const isSame = now?.block === block && now.measure === measure;
  if (isSame && now.descending !== bestIsLarge) return null;
  const descending = isSame ? !bestIsLarge : bestIsLarge;
  return `${descending ? "-" : ""}${block}.${measure}`;
}

/** Whether larger values of a column are better; more runs come first too. */
export function isLargeBest(measure: string, objectives: readonly Objective[]): boolean {
  if (measure === STEPS) return false;
  return objectives.find(({ name }) => name === measure)?.direction !== "minimize";
}

/** Rows without a value come last, and so do groups of which some runs never reached the target. */
export function orderedRows(rows: readonly TableRow[], order: TableOrder | null): readonly TableRow[] {
  if (order === null) return rows;
  const sign = order.descending ? -1 : 1;
  const key = (row: TableRow) => {
    const group = row.groups[order.block] ?? null;
    const value = group === null ? null : valueOf(group, order.measure);
    return value === null ? Infinity : sign * value;
  };
  return rows.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}

function valueOf(group: Group, measure: string): number | null {
  if (measure === COUNT) return group.n;
  if (measure === STEPS) return group.steps_to_target.censored > 0 ? null : group.steps_to_target.mean;
  return measureOf(group, measure)?.mean ?? null;
}
