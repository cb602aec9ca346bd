import { describe, expect, it } from "vitest";
import type { Schema } from "../form/schema";
import { parseAxis, parseSeeds, writtenValues } from "./axes";
import { sortErrors } from "./axisErrors";
import { axisKindAt } from "./axisKind";
import { sweepDraft } from "./sweepDraft";
import { axisWords, countWords, estimateWords } from "./sweepWords";

const weights: Schema = {
  anyOf: [{ type: "object", additionalProperties: { type: "number", minimum: 0, maximum: 1 } }, { type: "null" }],
};
const root: Schema = {
  type: "object",
  properties: {
    name: { type: "string" },
    objectives: { type: "array", items: { type: "object", properties: { lowest: { type: "number" } } } },
    optimizer: { $ref: "#/$defs/Optimizer" },
    weighting: {
      oneOf: [{ $ref: "#/$defs/Fixed" }, { $ref: "#/$defs/Gradient" }, { $ref: "#/$defs/Mgda" }],
      discriminator: { propertyName: "type", mapping: {} },
    },
    seed: { type: "integer" },
  },
  $defs: {
    Optimizer: {
      type: "object",
      properties: {
        learning_rate: { type: "number", minimum: 0, maximum: 1 },
        limit: { anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }] },
        shuffle: { type: "boolean" },
      },
    },
    Fixed: { type: "object", properties: { type: { const: "fixed" }, weights } },
    Gradient: {
      type: "object",
      properties: { type: { const: "gradient" }, initial: weights, eta: { type: "number" } },
    },
    Mgda: { type: "object", properties: { type: { const: "mgda" } } },
  },
};
const NAMES = ["accuracy", "tokens"];
const EQUAL = { accuracy: 0.5, tokens: 0.5 };
const LEANING = { accuracy: 0.8, tokens: 0.2 };

function parsed(field: string, text: string) {
  return parseAxis({ field, text }, axisKindAt(field, {}, root), NAMES);
}

describe("axisKindAt", () => {
  it("reads what the values of a field are, also in a type that the config does not have now", () => {
    expect(axisKindAt("optimizer.learning_rate", {}, root)).toMatchObject({ kind: "number", most: 1, whole: false });
    expect(axisKindAt("optimizer.limit", {}, root)).toMatchObject({ kind: "number", whole: true, optional: true });
    expect(axisKindAt("optimizer.shuffle", {}, root)).toEqual({ kind: "flag" });
    expect(axisKindAt("weighting.type", {}, root)).toEqual({ kind: "choice", options: ["fixed", "gradient", "mgda"] });
    expect(axisKindAt("weighting.eta", {}, root)).toMatchObject({ kind: "number" });
    expect(axisKindAt("weighting.weights", {}, root)).toEqual({ kind: "weights" });
  });

  it("is nothing for fields that no sweep can vary", () => {
    for (const field of ["name", "seed", "objectives", "objectives.0.lowest", "optimizer", "nothing.here"])
      expect(axisKindAt(field, {}, root)).toBeNull();
  });
});

describe("parseAxis", () => {
  it("reads values of every kind, and writes them as they were typed", () => {
    const cases: [string, string, unknown[]][] = [
      ["optimizer.learning_rate", "1e-3, 0.5", [0.001, 0.5]],
      ["optimizer.limit", "none, 3", [null, 3]],
      ["optimizer.shuffle", "on, off", [true, false]],
      ["weighting.type", "fixed, gradient", ["fixed", "gradient"]],
      ["weighting.weights", "0.5/0.5, 0.8/0.2", [EQUAL, LEANING]],
    ];
    for (const [field, text, values] of cases) {
      expect(parsed(field, text)).toEqual({ field, values, fault: null });
      expect(parsed(field, writtenValues(values, NAMES)).values).toEqual(values);
    }
  });

  it("says what is wrong with a value", () => {
    expect(parsed("optimizer.learning_rate", "fast").fault).toBe("“fast” is not a number.");
    expect(parsed("optimizer.learning_rate", "0.1, 2").fault).toBe("2 is more than 1, the most that it may be.");
    expect(parsed("optimizer.limit", "1.5").fault).toBe("1.5 is not a whole number.");
    expect(parsed("optimizer.limit", "0").fault).toBe("0 is less than 1, the least that it may be.");
    expect(parsed("weighting.type", "steady").fault).toContain("none of fixed, gradient, mgda");
    expect(parsed("weighting.weights", "0.5/0.4").fault).toContain("sum to 0.900");
    expect(parsed("weighting.weights", "0.5").fault).toContain("one weight per objective");
    expect(parsed("weighting.type", "fixed, fixed").fault).toContain("listed twice");
    expect(parsed("weighting.type", " , ").fault).toBe("Give the values that it should have.");
  });
});

it("reads seeds, and says what is none", () => {
  expect(parseSeeds("0, 1,2,")).toEqual({ values: [0, 1, 2], fault: null });
  expect(parseSeeds("0, x").fault).toContain("“x” is not a seed");
  expect(parseSeeds("1, 1").fault).toContain("listed twice");
});

describe("sweepDraft", () => {
  const base = { name: "trial", optimizer: { learning_rate: 0.1 }, weighting: { type: "fixed" } };

  it("combines the axes with the seeds, and takes the name of the config for the sweep", () => {
    const axes = [parsed("optimizer.learning_rate", "0.1, 0.2")];
    expect(sweepDraft(base, axes, [0, 1], root)).toEqual({
      name: "trial",
      base: { optimizer: base.optimizer, weighting: base.weighting },
      mode: "grid",
      axes: [{ field: "optimizer.learning_rate", values: [0.1, 0.2] }],
      cells: [],
      seeds: [0, 1],
    });
    expect(sweepDraft({}, axes, [0, 1, 2], root).name).toBe("optimizer.learning_rate, 3 seeds");
    expect(sweepDraft({}, axes, [], root).seeds).toBeNull();
  });

  it("starts all methods with the equal weights of the base", () => {
    const config = { weighting: { type: "fixed", weights: { accuracy: 0.501, tokens: 0.5 } } };
    const draft = sweepDraft(config, [parsed("weighting.type", "fixed, gradient")], [], root);
    expect(draft.mode).toBe("grid");
    expect(draft.base.weighting).toEqual({ type: "fixed" });
  });

  it("starts all methods with the preference of the base, under the name that each has for it", () => {
    const config = { weighting: { type: "fixed", weights: LEANING } };
    const draft = sweepDraft(config, [parsed("weighting.type", "fixed, gradient, mgda")], [], root);
    expect(draft).toMatchObject({ mode: "list", axes: [] });
    expect(draft.cells).toEqual([
      { "weighting.type": "fixed", "weighting.weights": LEANING },
      { "weighting.type": "gradient", "weighting.initial": LEANING },
      { "weighting.type": "mgda" },
    ]);
  });

  it("combines methods with preferences, and lists a method without one once", () => {
    const axes = [parsed("weighting.type", "gradient, mgda"), parsed("weighting.weights", "0.5/0.5, 0.8/0.2")];
    expect(sweepDraft(base, axes, [], root).cells).toEqual([
      { "weighting.type": "gradient", "weighting.initial": EQUAL },
      { "weighting.type": "gradient", "weighting.initial": LEANING },
      { "weighting.type": "mgda" },
    ]);
  });
});

it("puts an error beside the axis that it names", () => {
  const fields = ["optimizer.learning_rate", "weighting.type"];
  const errors = [
    { field: "axes.0.values", message: "Too many." },
    { field: "optimizer.learning_rate", message: "Cell 1: too large." },
    { field: "weighting.eta", message: "Cell 2: not here." },
    { field: "budget.steps", message: "Cell 0: missing." },
    { field: "", message: "Refused." },
  ];
  expect(sortErrors(errors, fields)).toEqual({
    byField: { "optimizer.learning_rate": "Too many. Cell 1: too large.", "weighting.type": "Cell 2: not here." },
    others: ["budget.steps: Cell 0: missing.", "Refused."],
  });
});

it("says what varies, how many runs that makes, and what they will cost", () => {
  expect(axisWords({ field: "weighting.type", text: "fixed,gradient" })).toBe("weighting.type: fixed, gradient");
  expect(axisWords({ field: "eta", text: "1, 2, 3, 4, 5" })).toBe("eta: 5 values, 1 … 5");
  expect(axisWords({ field: "eta", text: "" })).toBe("eta: no values yet");
  const cell = { index: 0, name: "", overrides: {}, run_names: [] };
  const plan = {
    cells: [cell, cell, cell],
    total_runs: 9,
    estimated_seconds: null,
    estimated_tokens: null,
    compared_runs: 0,
  };
  expect(countWords(plan)).toBe("9 runs: 3 cells × 3 seeds");
  expect(estimateWords(plan)).toBe("no estimate yet: no run like these has ended");
  expect(estimateWords({ ...plan, estimated_seconds: 720, estimated_tokens: 2.5e6, compared_runs: 2 })).toBe(
    "about 12 min, 2.50 million completion tokens, estimated from 2 similar runs",
  );
});
