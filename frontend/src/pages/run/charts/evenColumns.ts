const MOST = 4;

/** The number of columns that spreads cards evenly over as few rows as possible, with at most four in a row. */
export function evenColumns(count: number): number {
  const lines = Math.max(1, Math.ceil(count / MOST));
  return Math.max(1, Math.ceil(count / lines));
}
