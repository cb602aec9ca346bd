const MINUS = "\u2212";
export const MISSING = "\u2013";

/** The number of decimals that shows three significant digits. */
function decimals(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 100) return 0;
  return Math.min(5, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

/** Three significant digits: 0.831, 19.9, 1,230; a dash for a missing value. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  const size = Math.abs(value);
  if (size > 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(2).replaceAll("-", MINUS).replace("+", "");
  return fixed(value, decimals(Number(value.toPrecision(3))));
}

/** "± 0.04", with as many decimals as the value beside it; nothing where the standard error is not known. */
export function formatError(value: number | null | undefined, error: number | null | undefined): string {
  if (value === null || value === undefined || error === null || error === undefined) return "";
  const digits = Math.abs(value) < 1e-3 ? decimals(error) : decimals(Number(value.toPrecision(3)));
  return `± ${fixed(error, digits)}`;
}

/** The ends of an interval in brackets, with as many decimals as the value beside it. */
export function formatInterval(
  value: number | null | undefined,
  interval: readonly number[] | null | undefined,
): string {
  const [low, high] = interval ?? [];
  if (value === null || value === undefined || low === undefined || high === undefined) return "";
  const digits = decimals(Number(value.toPrecision(3)));
  return `[${fixed(low, digits)}, ${fixed(high, digits)}]`;
}

function fixed(value: number, digits: number): string {
  return value
    .toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace("-", MINUS);
}

/**
 * The change since the start, with its sign and as many decimals as the value beside it.
 *
 * Beside a value that is 0 or tiny, the change keeps its own digits.
 */
export function formatDelta(value: number | null | undefined, start: number | null | undefined): string {
  if (value === null || value === undefined || start === null || start === undefined) return "";
  const change = value - start;
  const tiny = Math.abs(value) < 1e-3;
  const text = tiny ? formatNumber(Math.abs(change)) : fixed(Math.abs(change), decimals(Number(value.toPrecision(3))));
  return `${change >= 0 ? "+" : MINUS}${text}`;
}

export function formatCount(value: number): string {
  return value.toLocaleString("en-US");
}

export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes > 0 ? Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3)) : 0;
  return `${power === 0 ? bytes : formatNumber(bytes / 1000 ** power)} ${units[power] ?? "B"}`;
}

/** "150 steps", "1 step". */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
