import { describe, expect, it } from "vitest";
import type { Schema } from "../form/schema";
import { parseAxis, parseSeeds, writtenValues } from "./axes";
import { sortErrors } from "./axisErrors";
import { axisKindAt } from "./axisKind";
import { firstAxes } from "./firstAxes";
import { FIRST_SETTING, modeFaults, storedSetting, type Mode } from "./modeSetting";
import { writtenRange } from "./ranges";
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

function parsed(field: string, text: string, mode: Mode = "grid") {
  return parseAxis({ field, text }, axisKindAt(field, {}, root), NAMES, mode);
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
      expect(parsed(field, text)).toEqual({ field, values, range: null, fault: null });
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

describe("ranges", () => {
  it("are read with a linear or a logarithmic scale, and whole where the field is", () => {
    expect(parsed("optimizer.learning_rate", "1e-5 to 1e-2 log", "random").range).toEqual({
      field: "optimizer.learning_rate",
      low: 1e-5,
      high: 1e-2,
      scale: "log",
      integer: false,
    });
    expect(parsed("optimizer.limit", writtenRange("1", "8", "linear"), "random").range).toMatchObject({
      scale: "linear",
      integer: true,
    });
  });

  it("belong to the mode random, and keep to what the field may be", () => {
    expect(parsed("optimizer.learning_rate", "0.1 to 0.2").fault).toContain("Choose the mode random");
    expect(parsed("optimizer.learning_rate", "0.1 to 2", "random").fault).toContain("the most that it may be");
    expect(parsed("optimizer.learning_rate", "low to high", "random").fault).toBe("“low” is not a number.");
    expect(parsed("optimizer.learning_rate", "0.1, 0.2", "random")).toMatchObject({ values: [0.1, 0.2], range: null });
  });
});

it("lets values come twice in step, and none vary beside linear support", () => {
  expect(parsed("weighting.type", "fixed, fixed", "zip").values).toEqual(["fixed", "fixed"]);
  expect(parsed("weighting.type", "fixed", "ols").fault).toContain("Remove the axis");
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
    expect(sweepDraft(base, axes, [0, 1], FIRST_SETTING)).toEqual({
      name: "trial",
      base: { optimizer: base.optimizer, weighting: base.weighting },
      mode: "grid",
      axes: [{ field: "optimizer.learning_rate", values: [0.1, 0.2] }],
      ranges: [],
      draws: null,
      draw_seed: 0,
      linear_support: null,
      seeds: [0, 1],
    });
    expect(sweepDraft({}, axes, [0, 1, 2], FIRST_SETTING).name).toBe("optimizer.learning_rate, 3 seeds");
    expect(sweepDraft({}, axes, [], FIRST_SETTING).seeds).toBeNull();
  });

  it("draws from ranges and values", () => {
    const axes = [
      parsed("optimizer.learning_rate", "1e-5 to 1e-2 log", "random"),
      parsed("weighting.type", "fixed, mgda"),
    ];
    const draft = sweepDraft(base, axes, [], { ...FIRST_SETTING, mode: "random", draws: "7", drawSeed: "3" });
    expect(draft).toMatchObject({ mode: "random", draws: 7, draw_seed: 3, linear_support: null });
    expect(draft.ranges).toEqual([
      { field: "optimizer.learning_rate", low: 1e-5, high: 1e-2, scale: "log", integer: false },
    ]);
    expect(draft.axes).toEqual([{ field: "weighting.type", values: ["fixed", "mgda"] }]);
  });

  it("lets linear support find the preferences", () => {
    const setting = { ...FIRST_SETTING, mode: "ols" as const, maxCells: "8", split: "test" as const };
    expect(sweepDraft({}, [], [], setting)).toMatchObject({
      name: "linear support",
      mode: "ols",
      axes: [],
      draws: null,
      linear_support: { tolerance: 0.02, max_cells: 8, parallel: 1, split: "test" },
    });
  });

  it("leaves it to the server what a method calls its preference", () => {
    const axes = [parsed("weighting.type", "gradient, mgda"), parsed("weighting.weights", "0.5/0.5, 0.8/0.2")];
    expect(sweepDraft(base, axes, [], FIRST_SETTING)).toMatchObject({
      mode: "grid",
      axes: [
        { field: "weighting.type", values: ["gradient", "mgda"] },
        { field: "weighting.weights", values: [EQUAL, LEANING] },
      ],
    });
  });
});

describe("the settings of a mode", () => {
  it("say what is wrong at their place in the request", () => {
    expect(modeFaults({ ...FIRST_SETTING, mode: "random", draws: "1.5", drawSeed: "" })).toEqual({
      draws: "1.5 is not a whole number.",
      draw_seed: "“” is not a number.",
    });
    expect(modeFaults({ ...FIRST_SETTING, mode: "ols", tolerance: "x" })).toEqual({
      "linear_support.tolerance": "“x” is not a number.",
    });
    expect(modeFaults({ ...FIRST_SETTING, draws: "x" })).toEqual({});
  });

  it("survive a reload, whatever was stored", () => {
    expect(storedSetting({ mode: "ols", maxCells: "5" })).toEqual({ ...FIRST_SETTING, mode: "ols", maxCells: "5" });
    expect(storedSetting({ mode: "none", draws: 3 })).toEqual(FIRST_SETTING);
    expect(storedSetting(undefined)).toEqual(FIRST_SETTING);
  });
});

it("begins with the axes that the address asks for", () => {
  const config = { weighting: { type: "fixed" }, objectives: [] };
  expect(firstAxes(["weighting.type", "objectives", "no.field"], config)).toEqual([
    { field: "weighting.type", text: "fixed" },
    { field: "objectives", text: "" },
    { field: "no.field", text: "" },
  ]);
});

it("puts an error beside the axis, the setting or the field that it names", () => {
  const fields = ["optimizer.learning_rate", "weighting.type"];
  const range = { field: "optimizer.learning_rate", low: 0, high: 1, scale: "log" as const, integer: false };
  const draft = { axes: [{ field: "weighting.type", values: [] }], ranges: [range] };
  const errors = [
    { field: "axes.0.values", message: "Too many." },
    { field: "ranges.0.low", message: "No logarithm." },
    { field: "optimizer.learning_rate", message: "Cell 1: too large." },
    { field: "weighting.eta", message: "Cell 2: not here." },
    { field: "budget.steps", message: "Cell 0: missing." },
    { field: "draws", message: "Too many cells." },
    { field: "axes", message: "Not in step." },
    { field: "", message: "Refused." },
  ];
  expect(sortErrors(errors, fields, draft)).toEqual({
    byField: {
      "weighting.type": "Too many. Cell 2: not here.",
      "optimizer.learning_rate": "No logarithm. Cell 1: too large.",
    },
    ofMode: { draws: "Too many cells." },
    ofConfig: [{ field: "budget.steps", message: "Cell 0: missing." }],
    others: ["Not in step.", "Refused."],
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
  const support = { tolerance: 0.02, max_cells: 20, split: "validation" as const };
  expect(countWords(plan, { linear_support: null })).toBe("9 runs: 3 cells × 3 seeds");
  expect(countWords(plan, { linear_support: { ...support, parallel: 1 } })).toBe(
    "9 runs first, then one preference at a time: at most 60 runs",
  );
  expect(countWords(plan, { linear_support: { ...support, parallel: 3 } })).toBe(
    "9 runs first, then up to 3 preferences at a time: at most 60 runs",
  );
  expect(estimateWords(plan)).toBe("no estimate yet: no run like these has ended");
  expect(estimateWords({ ...plan, estimated_seconds: 720, estimated_tokens: 2.5e6, compared_runs: 2 })).toBe(
    "about 12 min, 2.50 million completion tokens, estimated from 2 similar runs",
  );
});
