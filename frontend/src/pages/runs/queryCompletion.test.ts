import { expect, it } from "vitest";
import { isQuery } from "../../api/runs";
import { asValue, completionsOf, type QueryName } from "./queryCompletion";

const NAMES: QueryName[] = [
  { name: "method", meaning: "", operators: ["=", "!=", "~"], values: ["fixed", "gradient"] },
  { name: "tag", meaning: "", operators: ["=", "!=", "~"], values: ["paper", "table 2", "none"] },
  { name: "objective.accuracy", meaning: "", operators: ["=", ">"], values: [] },
  { name: "metric.policy/kl", meaning: "", operators: [">"], values: [] },
];

const texts = (text: string) => completionsOf(text, NAMES).map((one) => one.text);

it("offers names at the beginning, after and, or, not and brackets", () => {
  for (const head of ["", "method = fixed and ", "method = fixed OR ", "not ", "(", "method = fixed and not ("])
    expect(texts(head)).toContain(`${head}tag `);
  expect(texts("acc")).toEqual(["objective.accuracy "]);
  expect(texts("method = fixed and me")).toEqual([
    "method = fixed and method ",
    "method = fixed and metric.policy/kl ",
  ]);
});

it("offers the operators of a name, then its values, then words that join", () => {
  expect(texts("method ")).toEqual(["method = ", "method != ", "method ~ "]);
  expect(texts("method = ")).toEqual(["method = fixed ", "method = gradient "]);
  expect(texts("method =")).toEqual(["method = fixed ", "method = gradient "]);
  expect(texts("method = gr")).toEqual(["method = gradient "]);
  expect(texts("objective.accuracy > ")).toEqual([]);
  expect(texts("objective.accuracy > 0.8 ")).toEqual(["objective.accuracy > 0.8 and ", "objective.accuracy > 0.8 or "]);
  expect(texts("(method = fixed) ")).toEqual(["(method = fixed) and ", "(method = fixed) or "]);
});

it("puts quotes around values that are no words of their own", () => {
  expect(texts("tag = ")).toEqual(["tag = paper ", 'tag = "table 2" ', 'tag = "none" ']);
  expect(texts('tag = "ta')).toEqual(['tag = "table 2" ']);
  expect(asValue('a "b" \\')).toBe('"a \\"b\\" \\\\"');
});

it("tells a query from a plain search", () => {
  expect(["method = a", "x<1", "name~a"].every(isQuery)).toBe(true);
  expect(["gradient, seed 0", "objective.accuracy", ""].some(isQuery)).toBe(false);
});
