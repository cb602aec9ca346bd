import { balanced, type Weights } from "../../../components/weights";

export const MOST_GENERATED = 1000;
const DIGITS = 6;

/** `count` numbers from one end to the other, evenly spread; whole numbers each once. */
export function linear(from: number, to: number, count: number, whole: boolean): number[] {
  return spread(count, (share) => from + (to - from) * share, whole);
}

/** `count` positive numbers whose logarithms are evenly spread; empty if an end has no logarithm. */
export function logarithmic(from: number, to: number, count: number, whole: boolean): number[] {
  return from > 0 && to > 0 ? spread(count, (share) => from * (to / from) ** share, whole) : [];
}

function spread(count: number, at: (share: number) => number, whole: boolean): number[] {
  const many = Math.min(Math.max(Math.floor(count), 0), MOST_GENERATED);
  const values = Array.from({ length: many }, (_, place) => at(many > 1 ? place / (many - 1) : 0));
  return [...new Set(values.map((value) => (whole ? Math.round(value) : Number(value.toPrecision(DIGITS)))))];
}

/** All preferences whose weights are multiples of 1 / `parts`, the first objective's greatest first. */
export function simplexGrid(names: readonly string[], parts: number): Weights[] {
  if (parts < 1 || gridSize(names.length, parts) > MOST_GENERATED) return [];
  return compositions(names.length, parts).map((shares) =>
    balanced(Object.fromEntries(names.map((name, place) => [name, (shares[place] ?? 0) / parts]))),
  );
}

/** How many preferences such a grid has. */
export function gridSize(objectives: number, parts: number): number {
  if (objectives < 1) return 0;
  let size = 1;
  for (let at = 1; at < objectives; at += 1) size = (size * (parts + at)) / at;
  return Math.round(size);
}

/** All ways to write `sum` as `places` whole numbers of at least 0, in descending order. */
function compositions(places: number, sum: number): number[][] {
  if (places <= 0) return [];
  if (places === 1) return [[sum]];
  return Array.from({ length: sum + 1 }, (_, left) => sum - left).flatMap((first) =>
    compositions(places - 1, sum - first).map((rest) => [first, ...rest]),
  );
}

const FOCUS = 1.5;
const DEFOCUS = 0.75;

/**
 * Accuracy-focused, balanced and efficiency-focused: accuracy has 1.5, 1 and 0.75 times its equal share.
 *
 * For three objectives these are the published preferences.
 */
export function presetPreferences(names: readonly string[]): Weights[] {
  const first = names.includes("accuracy") ? "accuracy" : names[0];
  if (first === undefined || names.length < 2) return [];
  return [FOCUS, 1, DEFOCUS].map((factor) => {
    const share = factor / names.length;
    const other = factor === 1 ? share : (1 - share) / (names.length - 1);
    return balanced(Object.fromEntries(names.map((name) => [name, name === first ? share : other])));
  });
}
