const MOST = 4;

/** Columns for a number of cards: as many as fit, and no fewer cards in the last line than must be. */
export function evenColumns(count: number): number {
  const lines = Math.max(1, Math.ceil(count / MOST));
  return Math.max(1, Math.ceil(count / lines));
}
