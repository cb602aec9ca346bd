import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import type { Config } from "../../api/types";
import { joinedValues } from "./configDifferences";
import { byOf, evenlyChosen, groupFields, REPLICATES, usualGrouping, wordOf } from "./grouping";
import type { Measure } from "../../api/groups";
import { isBold, measureTitle } from "./measureWords";

it("reads from an address what runs are grouped by, and writes only what is not usual", () => {
  for (const usual of [[], [REPLICATES], ["weighting.type"]]) {
    expect(byOf(null, usual)).toEqual(usual);
    expect(wordOf(usual, usual)).toBeNull();
    for (const by of [[], [REPLICATES], ["weighting.type", "algorithm.type"]])
      expect(byOf(wordOf(by, usual), usual)).toEqual(by);
  }
  expect(byOf("none", [REPLICATES])).toEqual([]);
});

it("groups a sweep by what its cells vary, and one of seeds alone by replicates", () => {
  const cell = (overrides: Record<string, unknown>) => ({
    index: 0,
    name: "",
    run_ids: [],
    counts: {},
    step: 0,
    total_steps: 0,
    error: null,
    overrides,
  });
  expect(
    usualGrouping({
      cells: [cell({ "weighting.type": "fixed" }), cell({ "weighting.type": "gradient", "budget.steps": 3 })],
    }),
  ).toEqual(["weighting.type", "budget.steps"]);
  expect(usualGrouping({ cells: [cell({})] })).toEqual([REPLICATES]);
  expect(usualGrouping(undefined)).toEqual([REPLICATES]);
});

it("offers the fields in which runs differ, the method first, and the preference as a whole", () => {
  const run = (config: Config, preference: Record<string, number>) => exampleRun({ config, preference });
  const runs = [
    run({ seed: 0, budget: { steps: 1 }, weighting: { type: "fixed", weights: { x: 1, y: 0 } } }, { x: 1, y: 0 }),
    run({ seed: 1, budget: { steps: 2 }, weighting: { type: "gradient", initial: { x: 0, y: 1 } } }, { x: 0, y: 1 }),
  ];
  expect(groupFields(runs)).toEqual(["weighting.type", "preference", "budget.steps"]);
  expect(groupFields(runs.slice(0, 1))).toEqual([]);
});

it("joins the values of a group, and counts them where there are many", () => {
  expect(joinedValues(["0", "1", "0"])).toBe("0, 1");
  expect(joinedValues(["0", "1", "2", "3"])).toBe("4 values");
  expect(joinedValues([undefined])).toBeUndefined();
});

it("says how sure a mean is, and is never bold for one run", () => {
  const measure: Measure = {
    n: 3,
    left_out: 1,
    mean: 0.849,
    standard_error: 0.03,
    interval: [0.81, 0.89],
    method: "t",
    values: [],
  };
  expect(measureTitle(measure)).toBe("n = 3; 95 % interval [0.810, 0.890], Student’s t; 1 without a value");
  expect(measureTitle({ ...measure, n: 1, left_out: 0, interval: null, method: null })).toBe(
    "n = 1; no interval from fewer than 3 runs",
  );
  expect(isBold({ ...measure, mark: "best" })).toBe(true);
  expect(isBold({ ...measure, mark: "tied" })).toBe(false);
  expect(isBold({ ...measure, n: 1, mark: "best" })).toBe(false);
});

it("chooses evenly from more runs than fit", () => {
  const ids = Array.from({ length: 400 }, (_, at) => `r${at}`);
  const chosen = evenlyChosen(ids, 300);
  expect(chosen).toHaveLength(300);
  expect(chosen.slice(0, 4)).toEqual(["r0", "r1", "r2", "r4"]);
  expect(chosen.at(-1)).toBe("r398");
  expect(evenlyChosen(ids, 400)).toEqual(ids);
});
