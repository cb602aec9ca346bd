/** Marks the best values of a column of a table, as far as their noise lets them be told apart. */

import type { Objective } from "../api/types";

export interface Measured {
  value: number | null | undefined;
  /** Standard error over prompts. */
  error: number | null | undefined;
}

/** Two means differ beyond noise if their difference is more than this many standard errors of the difference. */
export const CLEAR = 1.96;

/**
 * Whether each value is the best one, or one that noise cannot tell from it.
 *
 * Nothing is marked where there is nothing to compare, or where an error is not known.
 */
export function markBests(column: readonly Measured[], direction: Objective["direction"]): boolean[] {
  const known = column.map(({ value, error }) => (isNumber(value) && isNumber(error) ? { value, error } : null));
  const measured = known.filter((one) => one !== null);
  const withValue = column.filter(({ value }) => isNumber(value)).length;
  if (measured.length < 2 || measured.length < withValue) return column.map(() => false);
  const sign = direction === "maximize" ? 1 : -1;
  const best = measured.reduce((one, other) => (sign * other.value > sign * one.value ? other : one));
  return known.map(
    (one) =>
      one !== null && (one === best || Math.abs(best.value - one.value) <= CLEAR * Math.hypot(best.error, one.error)),
  );
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
