import type { Group, Sweep, SweepCell } from "../../api/types";
import { valueWords } from "../../components/sweepWords";

/** Stands for no field: each cell is a group. */
export const CELLS = "replicates";
const METHOD = "weighting.type";

/** Stands for the fields in which methods hold their preference, where a sweep sets more than one of them. */
export const PREFERENCE = "preference";
const PREFERENCES = ["weighting.weights", "weighting.initial"];

/** The fields that differ between the cells: the axes in their order, then what only some cells set. */
export function fieldsOf({ axes, cells }: Pick<Sweep, "axes" | "cells">): string[] {
  const set = cells.flatMap((cell) => Object.keys(cell.overrides));
  const inAxes = axes.map((axis) => axis.field).filter((field) => set.includes(field));
  const fields = [...new Set([...inAxes, ...set])];
  if (!PREFERENCES.every((field) => fields.includes(field))) return fields;
  return [...new Set(fields.map((field) => (PREFERENCES.includes(field) ? PREFERENCE : field)))];
}

/** What a cell sets a field to; undefined if it leaves the field as it is in the base. */
export function overrideOf({ overrides }: Pick<SweepCell, "overrides">, field: string): unknown {
  if (field !== PREFERENCE) return overrides[field];
  return PREFERENCES.map((one) => overrides[one]).find((value) => value !== undefined);
}

/** What runs can be grouped by; the method comes first, for it is what most sweeps ask about. */
export function byOptions(fields: readonly string[]): string[] {
  const method = fields.filter((field) => field === METHOD);
  return [...method, ...fields.filter((field) => field !== METHOD), CELLS];
}

export function byName(option: string): string {
  return option === CELLS ? "every cell" : option;
}

/** A group in a few words: the name of its cell, or the value it was made by. */
export function groupName(sweep: Sweep, group: Group, by: string): string {
  return (by === CELLS ? cellOf(sweep, group)?.name : undefined) ?? group.label;
}

function cellOf({ cells }: Sweep, group: Group): SweepCell | undefined {
  return cells.find(({ run_ids: ids }) => ids.some((id) => group.run_ids.includes(id)));
}

/** The values of the fields of a group in words: those of its cell, or of the field it was made by. */
export function labelsOf(sweep: Sweep, group: Group, fields: readonly string[], by: string): string[] {
  if (by !== CELLS) return fields.map((field) => valueWords(group.key[field]));
  const cell = cellOf(sweep, group);
  if (!cell || fields.length === 0) return [group.label];
  return fields.map((field) => valueWords(overrideOf(cell, field)));
}
