import { expect, it } from "vitest";
import { markBests } from "./bests";

const column = (...pairs: [value: number | null, error: number | null][]) =>
  pairs.map(([value, error]) => ({ value, error }));

it("marks a value as best only if it exceeds every other by 1.96 combined standard errors", () => {
  // sqrt(0.03² + 0.04²) = 0.05, and 1.96 of it is 0.098
  expect(markBests(column([0.9, 0.03], [0.801, 0.04]), "maximize")).toEqual(["best", null]);
  expect(markBests(column([0.9, 0.03], [0.803, 0.04]), "maximize")).toEqual(["tied", "tied"]);
});

it("marks all that noise cannot tell from the best, and none of the others", () => {
  const values = column([0.7, 0.02], [0.9, 0.02], [0.88, 0.02], [0.5, 0.02]);
  expect(markBests(values, "maximize")).toEqual([null, "tied", "tied", null]);
});

it("takes the least where less is better", () => {
  expect(markBests(column([20, 0.5], [12, 0.5]), "minimize")).toEqual([null, "best"]);
});

it("marks nothing for a single run", () => {
  expect(markBests(column([0.9, 0.01]), "maximize")).toEqual([null]);
  expect(markBests(column([0.9, 0.01], [null, null]), "maximize")).toEqual([null, null]);
});

it("marks nothing where the noise of a value is not known", () => {
  expect(markBests(column([0.9, 0.01], [0.2, null]), "maximize")).toEqual([null, null]);
});

it("marks equal exact values as tied", () => {
  expect(markBests(column([1, 0], [1, 0], [0.5, 0]), "maximize")).toEqual(["tied", "tied", null]);
});
