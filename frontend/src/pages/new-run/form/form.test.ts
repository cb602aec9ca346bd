import { describe, expect, it } from "vitest";
import { carriedOver } from "./carriedOver";
import { keepingSection } from "./keepingSection";
import { objectiveNames } from "./objectiveNames";
import { fieldOf, type Schema } from "./schema";
import { withoutDefaults } from "./withoutDefaults";

const weights: Schema = {
  anyOf: [{ type: "object", additionalProperties: { type: "number", minimum: 0, maximum: 1 } }, { type: "null" }],
  default: null,
};
const root: Schema = {
  type: "object",
  properties: {
    name: { type: "string", default: "" },
    budget: { $ref: "#/$defs/Budget" },
    objectives: {
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: { oneOf: [{ $ref: "#/$defs/Accuracy" }], discriminator: { propertyName: "type", mapping: {} } },
    },
    weighting: {
      oneOf: [{ $ref: "#/$defs/Fixed" }, { $ref: "#/$defs/Gradient" }],
      discriminator: { propertyName: "type", mapping: {} },
    },
    scale: {
      anyOf: [
        { enum: ["raw", "reference"], type: "string" },
        { type: "object", additionalProperties: { type: "number", minimum: 0 } },
      ],
      default: "reference",
    },
    layers: {
      anyOf: [{ type: "array", prefixItems: [{ type: "integer" }, { type: "integer" }] }, { type: "null" }],
      default: null,
    },
  },
  $defs: {
    Budget: { type: "object", properties: { steps: { type: "integer", default: 150 } } },
    Accuracy: {
      type: "object",
      properties: { type: { const: "accuracy", default: "accuracy" }, name: { type: "string", default: "accuracy" } },
    },
    Fixed: { type: "object", properties: { type: { const: "fixed", default: "fixed" }, weights } },
    Gradient: {
      type: "object",
      properties: {
        type: { const: "gradient", default: "gradient" },
        initial: weights,
        mu: { anyOf: [{ type: "number" }, { type: "null" }], default: null },
      },
    },
  },
};

function kindOf(name: string): string {
  return fieldOf(root.properties?.[name] ?? {}, root).kind;
}

describe("fieldOf", () => {
  it("tells what each kind of schema is drawn as", () => {
    expect(["name", "budget", "objectives", "weighting", "scale", "layers"].map(kindOf)).toEqual([
      "text",
      "section",
      "list",
      "union",
      "choice or values",
      "tuple",
    ]);
    expect(fieldOf(weights, root).kind).toBe("weights");
    expect(fieldOf({ const: "exact" }, root).kind).toBe("fixed");
    expect(fieldOf({ anyOf: [{ type: "integer" }, { type: "null" }] }, root)).toEqual({
      kind: "number",
      optional: true,
    });
    expect(fieldOf({ anyOf: [{ $ref: "#/$defs/Budget" }, { type: "null" }] }, root)).toMatchObject({
      kind: "section",
      optional: true,
    });
    expect(fieldOf({ anyOf: [{ type: "boolean" }, { type: "null" }] }, root)).toEqual({ kind: "flag", optional: true });
    expect(fieldOf({ type: "array", items: { type: "string", enum: ["a", "b"] } }, root)).toEqual({
      kind: "words",
      options: ["a", "b"],
    });
    expect(fieldOf({ type: "array", items: { type: "string" } }, root)).toEqual({ kind: "words", options: null });
    expect(fieldOf({ type: "string", maxLength: 20_000 }, root)).toEqual({ kind: "text", long: true });
  });
});

describe("withoutDefaults", () => {
  it("keeps what was chosen and the name of each variant, and nothing else", () => {
    const filled = {
      name: "",
      budget: { steps: 150 },
      objectives: [{ type: "accuracy", name: "accuracy" }],
      weighting: { type: "gradient", initial: { accuracy: 1 }, mu: null },
      scale: { accuracy: 2 },
      layers: null,
    };
    expect(withoutDefaults(filled, root)).toEqual({
      objectives: [{ type: "accuracy" }],
      weighting: { type: "gradient", initial: { accuracy: 1 } },
      scale: { accuracy: 2 },
    });
  });

  it("leaves out lists and values that are empty, whose default the schema does not tell", () => {
    const sections: Schema = {
      properties: {
        ignore: { type: "array", items: { enum: ["a", "b"] } },
        targets: { type: "object", additionalProperties: { type: "number" } },
      },
    };
    expect(withoutDefaults({ ignore: [], targets: {} }, { type: "object", ...sections })).toEqual({});
    expect(withoutDefaults({ ignore: ["a"], targets: { x: 1 } }, { type: "object", ...sections })).toEqual({
      ignore: ["a"],
      targets: { x: 1 },
    });
  });

  it("keeps settings the schema does not know, so that their error is shown", () => {
    expect(withoutDefaults({ bugdet: { steps: 1 } }, root)).toEqual({ bugdet: { steps: 1 } });
  });
});

describe("carriedOver", () => {
  it("keeps the preference when the weighting changes, under its new name", () => {
    const field = fieldOf(root.properties?.weighting ?? {}, root);
    if (field.kind !== "union") throw new Error("weighting is a union");
    const preference = { accuracy: 0.5, clarity: 0.5 };
    expect(carriedOver(field, "gradient", "fixed", { type: "gradient", initial: preference, mu: 1 }, root)).toEqual({
      type: "fixed",
      weights: preference,
    });
    expect(carriedOver(field, "fixed", "gradient", undefined, root)).toEqual({ type: "gradient" });
  });
});

describe("keepingSection", () => {
  const calls: unknown[] = [];
  const edit = (path: readonly (string | number)[], value: unknown) => calls.push([path, value]);

  it("leaves an optional section in when its last setting is left out", () => {
    keepingSection(edit, ["policy", "lora"], { rank: 8 })(["policy", "lora", "rank"], undefined);
    keepingSection(edit, ["policy", "lora"], { rank: 8, alpha: 1 })(["policy", "lora", "rank"], undefined);
    expect(calls).toEqual([
      [["policy", "lora"], {}],
      [["policy", "lora", "rank"], undefined],
    ]);
  });
});

it("calls an objective by its given name, or by its type's default, and leaves monitors out", () => {
  const length: Schema = {
    type: "object",
    properties: {
      type: { const: "length_target", default: "length_target" },
      name: { type: "string", default: "length" },
    },
  };
  const list: Schema = {
    type: "array",
    items: { oneOf: [{ $ref: "#/$defs/Accuracy" }, length], discriminator: { propertyName: "type", mapping: {} } },
  };
  const config = {
    objectives: [{ type: "length_target" }, { type: "accuracy", name: "right" }, { type: "accuracy", monitor: true }],
  };
  expect(objectiveNames(config, { ...root, properties: { objectives: list } })).toEqual(["length", "right"]);
});
