/** The paper's table: rows preference, then method; one block of columns per estimator. */

import type { Group, Groups, Objective } from "../../api/types";
import { nested } from "./gridLayout";

const ESTIMATORS = ["algorithm.type", "algorithm"];

export interface TableRow {
  labels: string[];
  /** The group of each block; null where there is none. */
  groups: (Group | null)[];
}

export interface TableLayout {
  rowFields: string[];
  /** Names of the blocks of columns; one empty name where there is no estimator to split by. */
  blocks: string[];
  rows: TableRow[];
}

export function tableLayout(
  groups: readonly Group[],
  fields: readonly string[],
  labels: (group: Group) => string[],
): TableLayout {
  const estimator = fields.length > 1 ? fields.find((field) => ESTIMATORS.includes(field)) : undefined;
  const rowFields = fields.filter((field) => field !== estimator).toSorted((a, b) => rank(a) - rank(b));
  const blockOf = (group: Group) => (estimator === undefined ? "" : (labels(group)[fields.indexOf(estimator)] ?? ""));
  const blocks = [...new Set(groups.map(blockOf))];
  const rows = new Map<string, TableRow>();
  for (const group of groups) {
    const own = labels(group);
    const shown = rowFields.length > 0 ? rowFields.map((field) => own[fields.indexOf(field)] ?? "") : own;
    const block = blocks.indexOf(blockOf(group));
    // Groups with the same words keep a row each.
    let key = JSON.stringify(shown);
    while (rows.get(key)?.groups[block]) key += "+";
    const row = rows.get(key) ?? { labels: shown, groups: blocks.map(() => null) };
    row.groups[block] = group;
    rows.set(key, row);
  }
  return { rowFields: rowFields.length > 0 ? rowFields : ["group"], blocks, rows: nested([...rows.values()]) };
}

/** Preferences come first, then methods, then all else in its order. */
function rank(field: string): number {
  if (/(^|\.)(weights|initial|preference)(\.|$)/.test(field)) return 0;
  return field.startsWith("weighting") ? 1 : 2;
}

/** Whether the mean final point of another group is at least as good everywhere and better somewhere. */
export function isDominated(group: Group, { groups, objectives }: Pick<Groups, "groups" | "objectives">): boolean {
  const own = point(group, objectives);
  if (own.length === 0 || own.includes(null)) return false;
  return groups.some((other) => {
    const theirs = point(other, objectives);
    if (theirs.includes(null)) return false;
    const gains = theirs.map((value, at) => (value ?? 0) - (own[at] ?? 0));
    return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
  });
}

function point(group: Group, objectives: readonly Objective[]): (number | null)[] {
  return objectives.map(({ name, direction }) => {
    const mean = group.objectives[name]?.mean ?? null;
    return mean === null ? null : direction === "maximize" ? mean : -mean;
  });
}

/** "192 ± 6", "234, not reached (2 of 3)": runs that never reached the target are in no mean. */
export function reachedWords({ reached, censored }: Pick<Group["steps_to_target"], "reached" | "censored">): string {
  return censored === 0 ? "" : `not reached (${censored} of ${reached + censored})`;
}
