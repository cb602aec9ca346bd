import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import type { Objective } from "../../api/types";
import { barMeaning, barShare, objectivesOf } from "./listProps";
import { usualColumns } from "./useColumns";
import { nextSort } from "./useRunFilter";

const accuracy: Objective = {
  name: "accuracy",
  unit: "fraction",
  direction: "maximize",
  axis_label: "",
  monitor: false,
};
const tokens: Objective = {
  name: "conciseness",
  unit: "tokens",
  direction: "minimize",
  axis_label: "",
  monitor: false,
};

it("fills a bar with a fraction, and with how far a minimised value fell", () => {
  expect(barShare(accuracy, 0.8, 0.5, 1)).toBe(0.8);
  expect(barShare(tokens, 15, 25, 25)).toBeCloseTo(0.4);
  expect(barShare(tokens, 30, 25, 30)).toBe(0);
  expect(barShare({ ...accuracy, unit: "points" }, 5, null, 20)).toBe(0.25);
});

it("explains the bar of each kind of objective", () => {
  expect(barMeaning(accuracy)).toBe("Bar: from 0 to 1.");
  expect(barMeaning(tokens)).toContain("fell from the untrained policy");
  expect(barMeaning({ ...accuracy, unit: "points" })).toContain("largest in the list");
});

it("lists each objective once in the order runs have them", () => {
  expect(
    objectivesOf([exampleRun({ objectives: [accuracy] }), exampleRun({ objectives: [tokens, accuracy] })]),
  ).toEqual([accuracy, tokens]);
});

it("gives columns to the objectives that most runs have, in the order they are met", () => {
  const named = (...names: string[]) => exampleRun({ objectives: names.map((name) => ({ ...accuracy, name })) });
  const runs = [named("rare", "a", "b"), named("a", "b", "d"), named("a", "b", "d")];
  expect(usualColumns(runs).map(({ name }) => name)).toEqual(["a", "b", "d"]);
});

it("sorts down, then up, then as by default", () => {
  expect(nextSort("-created_at", "name")).toBe("-name");
  expect(nextSort("-name", "name")).toBe("name");
  expect(nextSort("name", "name")).toBe("-created_at");
});
