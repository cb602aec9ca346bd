import { expect, it } from "vitest";
import { markBests } from "./bests";

const column = (...pairs: [value: number | null, error: number | null][]) =>
  pairs.map(([value, error]) => ({ value, error }));

it("marks one value alone only if it exceeds every other by 1.96 combined standard errors", () => {
  // sqrt(0.03² + 0.04²) = 0.05, and 1.96 of it is 0.098
  expect(markBests(column([0.9, 0.03], [0.801, 0.04]), "maximize")).toEqual([true, false]);
  expect(markBests(column([0.9, 0.03], [0.803, 0.04]), "maximize")).toEqual([true, true]);
});

it("marks all that noise cannot tell from the best, and none of the others", () => {
  const values = column([0.7, 0.02], [0.9, 0.02], [0.88, 0.02], [0.5, 0.02]);
  expect(markBests(values, "maximize")).toEqual([false, true, true, false]);
});

it("takes the least where less is better", () => {
  expect(markBests(column([20, 0.5], [12, 0.5]), "minimize")).toEqual([false, true]);
});

it("marks nothing for a single run", () => {
  expect(markBests(column([0.9, 0.01]), "maximize")).toEqual([false]);
  expect(markBests(column([0.9, 0.01], [null, null]), "maximize")).toEqual([false, false]);
});

it("marks nothing where the noise of a value is not known", () => {
  expect(markBests(column([0.9, 0.01], [0.2, null]), "maximize")).toEqual([false, false]);
});

it("marks equal exact values alike", () => {
  expect(markBests(column([1, 0], [1, 0], [0.5, 0]), "maximize")).toEqual([true, true, false]);
});
