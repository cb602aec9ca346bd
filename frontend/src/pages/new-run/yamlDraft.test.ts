import { describe, expect, it } from "vitest";
import { editDraft, locate, parseDraft, writeDraft } from "./yamlDraft";

const TEXT = `# my run
policy:
  model: arithmetic-small # ships with it
objectives:
  - type: accuracy
  - type: clarity
`;

describe("editDraft", () => {
  it("keeps comments and order, and makes sections that are not there", () => {
    expect(editDraft(TEXT, ["budget", "steps"], 40)).toBe(`${TEXT}budget:\n  steps: 40\n`);
    expect(editDraft(TEXT, ["policy", "model"], "gpt2")).toContain(
      "# my run\npolicy:\n  model: gpt2 # ships with it\n",
    );
  });

  it("takes a section away with its last setting", () => {
    expect(parseDraft(editDraft(TEXT, ["policy", "model"], undefined)).config).toEqual({
      objectives: [{ type: "accuracy" }, { type: "clarity" }],
    });
  });

  it("takes an item out of a list and adds one at its end", () => {
    expect(parseDraft(editDraft(TEXT, ["objectives", 0], undefined)).config.objectives).toEqual([{ type: "clarity" }]);
    expect(parseDraft(editDraft(TEXT, ["objectives", 2], { type: "conciseness" })).config.objectives).toHaveLength(3);
  });

  it("begins from nothing, and puts a section where a single value stood", () => {
    expect(editDraft("", ["seed"], 3)).toBe("seed: 3\n");
    expect(editDraft("budget:\n", ["budget", "steps"], 3)).toBe("budget:\n  steps: 3\n");
    expect(editDraft("seed: 3\n", ["seed"], undefined)).toBe("");
  });
});

describe("parseDraft", () => {
  it("tells where text is no YAML", () => {
    const { faults } = parseDraft("policy:\n  model: [1,\n");
    expect(faults).toHaveLength(1);
    expect(faults[0]?.line).toBeGreaterThanOrEqual(2);
  });

  it("refuses what is no list of settings, and reads an empty text as an empty config", () => {
    expect(parseDraft("just words").faults).toHaveLength(1);
    expect(parseDraft("# nothing yet")).toEqual({ config: {}, faults: [] });
  });

  it("reads back what it writes", () => {
    const config = { policy: { model: "a" }, objectives: [{ type: "accuracy" }], rate: 1.5e-7 };
    expect(parseDraft(writeDraft(config)).config).toEqual(config);
  });
});

describe("locate", () => {
  const marked = (field: string) => {
    const [mark] = locate(TEXT, [{ field, message: "wrong" }]);
    return mark && { line: mark.line, text: TEXT.slice(mark.from, mark.to) };
  };

  it("points at the setting that is wrong", () => {
    expect(marked("policy.model")).toEqual({ line: 3, text: "model" });
    expect(marked("objectives.1.type")).toEqual({ line: 6, text: "type" });
  });

  it("points at the nearest section that is there, else at the top", () => {
    expect(marked("policy.precision")).toEqual({ line: 2, text: "policy" });
    expect(marked("budget.steps")).toEqual({ line: 1, text: "" });
  });
});
