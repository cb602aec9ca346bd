import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import type { Config } from "../../api/types";
import { configDifferences, isOfSome, variesAlike } from "./configDifferences";

const run = (config: Config, preference: Record<string, number>) => exampleRun({ config, preference });

it("names the settings runs do not share, by their path, and counts all", () => {
  const one = run(
    { name: "a", seed: 0, weighting: { type: "fixed", weights: { x: 1 } }, budget: { steps: 10 } },
    { x: 1 },
  );
  const other = run(
    { name: "b", seed: 0, weighting: { type: "gradient", initial: null, mu: null }, budget: { steps: 20 } },
    { x: 1 },
  );
  expect(configDifferences([one, other])).toEqual({
    differing: [
      { setting: "weighting.type", values: ["fixed", "gradient"] },
      { setting: "budget.steps", values: ["10", "20"] },
      { setting: "weighting.mu", values: [undefined, "left out"] },
    ],
    settings: 5,
    preferenceDiffers: false,
  });
});

it("compares preferences whatever the order of their objectives", () => {
  expect(configDifferences([run({}, { x: 0.4, y: 0.6 }), run({}, { y: 0.6, x: 0.4 })]).preferenceDiffers).toBe(false);
  expect(configDifferences([run({}, { x: 0.4, y: 0.6 }), run({}, { x: 0.5, y: 0.5 })]).preferenceDiffers).toBe(true);
});

it("tells what differs between groups from what each group has alike, and from what only some runs have", () => {
  const runs = ["a", "b", "c", "d"].map((id) => ({ id }));
  const inside = new Map([
    ["a", "one"],
    ["b", "one"],
    ["c", "other"],
    ["d", "other"],
  ]);
  const alike = (values: (string | undefined)[]) => variesAlike({ setting: "seed", values }, runs, inside);
  expect(alike(["0", "1", "1", "0"])).toBe(true);
  expect(alike(["0", "0", "1", "1"])).toBe(false);
  expect(isOfSome({ setting: "weighting.eta", values: ["1", undefined, "1", undefined] })).toBe(true);
  expect(isOfSome({ setting: "weighting.eta", values: ["1", undefined, "2", undefined] })).toBe(false);
});
