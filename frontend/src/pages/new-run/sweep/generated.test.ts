import { expect, it } from "vitest";
import { gridSize, linear, logarithmic, MOST_GENERATED, presetPreferences, simplexGrid } from "./generated";

const NAMES = ["accuracy", "conciseness", "clarity"];

it("spreads numbers evenly, or their logarithms", () => {
  expect(linear(0, 1, 5, false)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(logarithmic(1e-5, 1e-3, 3, false)).toEqual([1e-5, 1e-4, 1e-3]);
  expect(linear(3, 1, 3, false)).toEqual([3, 2, 1]);
  expect(linear(2, 7, 1, false)).toEqual([2]);
});

it("gives whole numbers each once", () => {
  expect(linear(1, 3, 5, true)).toEqual([1, 2, 3]);
  expect(logarithmic(1, 100, 3, true)).toEqual([1, 10, 100]);
});

it("gives nothing for no count and for ends without a logarithm, and not more than there is room for", () => {
  expect(linear(0, 1, 0, false)).toEqual([]);
  expect(logarithmic(0, 1, 3, false)).toEqual([]);
  expect(linear(0, 1, 1e9, false)).toHaveLength(MOST_GENERATED);
});

it("covers all preferences with a grid whose weights sum to 1", () => {
  expect(simplexGrid(["a", "b"], 2)).toEqual([
    { a: 1, b: 0 },
    { a: 0.5, b: 0.5 },
    { a: 0, b: 1 },
  ]);
  const grid = simplexGrid(NAMES, 4);
  expect(grid).toHaveLength(15);
  expect(gridSize(3, 4)).toBe(15);
  for (const weights of grid) expect(Object.values(weights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  expect(simplexGrid(NAMES, 3000)).toEqual([]);
});

it("has the published presets for three objectives, and three that differ for any number", () => {
  expect(presetPreferences(NAMES)).toEqual([
    { accuracy: 0.5, conciseness: 0.25, clarity: 0.25 },
    { accuracy: 0.334, conciseness: 0.333, clarity: 0.333 },
    { accuracy: 0.25, conciseness: 0.375, clarity: 0.375 },
  ]);
  expect(presetPreferences(["tokens", "accuracy"])).toEqual([
    { tokens: 0.25, accuracy: 0.75 },
    { tokens: 0.5, accuracy: 0.5 },
    { tokens: 0.625, accuracy: 0.375 },
  ]);
  expect(presetPreferences(["accuracy"])).toEqual([]);
});
