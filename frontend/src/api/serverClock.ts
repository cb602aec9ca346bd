/** How far the server's clock is ahead of this browser's, so that ages are right where the two differ. */

/** The header counts whole seconds, and an answer travels: smaller differences are not one. */
const TOLERANCE_SECONDS = 2;

let aheadSeconds = 0;

/** Reads the server's clock from the `Date` header of an answer. */
export function noteServerTime(header: string | null): void {
  const seconds = (Date.parse(header ?? "") + 500 - Date.now()) / 1000;
  if (Number.isNaN(seconds)) return;
  if (Math.abs(seconds - aheadSeconds) > TOLERANCE_SECONDS) aheadSeconds = seconds;
}

/** A moment of this browser's clock by the server's clock, in milliseconds since the epoch. */
export function byServerClock(moment: number): number {
  return moment + aheadSeconds * 1000;
}
