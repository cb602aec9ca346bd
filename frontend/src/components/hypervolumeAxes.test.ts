import { expect, it } from "vitest";
import type { Objective, Run } from "../api/types";
import { areComparable, axesWords } from "./hypervolumeAxes";

const objective = (name: string, unit: string): Objective => ({
  name,
  unit,
  direction: "maximize",
  axis_label: "",
  monitor: false,
});

function measured(reference: number, scale: number, hypervolume: number | null = 1): Pick<Run, "latest"> {
  const none = { step: 1, objectives: {}, initial: {}, weights: {}, initial_hypervolume: 0 };
  return { latest: { ...none, hypervolume, reference_point: { a: reference }, scale: { a: scale } } };
}

it("compares hypervolumes only against the same reference point and scale", () => {
  expect(areComparable([measured(0.5, 1), measured(0.5, 1), { latest: null }])).toBe(true);
  expect(areComparable([measured(0.5, 1), measured(0.4, 1)])).toBe(false);
  expect(areComparable([measured(0.5, 1), measured(0.5, 2)])).toBe(false);
  expect(areComparable([measured(0.5, 1), measured(0.4, 1, null)])).toBe(true);
});

it("says reference and scale with their units, in the order of the objectives", () => {
  const axes = { reference_point: { tokens: 33, accuracy: 0.5 }, scale: { accuracy: 1, tokens: 30 } };
  expect(axesWords(axes, [objective("accuracy", "fraction"), objective("tokens", "tokens")])).toBe(
    "reference: accuracy 0.500, tokens 33.0 tokens; scale: accuracy 1.00, tokens 30.0 tokens",
  );
  expect(axesWords({ reference_point: {}, scale: {} }, [])).toBe("reference and scale unknown");
});
