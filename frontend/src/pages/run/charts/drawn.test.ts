import { expect, it } from "vitest";
import { exampleRun } from "../../../api/exampleRun";
import { isDrawn } from "./drawn";

const needs = { weights: ["weight/"], loss: ["policy/loss"], cause: ["influence/"] };
const facts = (keys: string[], explained = true) => ({ needs, keys, explained });

it("draws what a run that trains here will report", () => {
  expect(isDrawn("loss", exampleRun({}), facts([]))).toBe(true);
  expect(isDrawn("cause", exampleRun({ method: "fixed" }), facts([], false))).toBe(false);
  expect(isDrawn("weights", exampleRun({ method: "interpolation" }), facts([]))).toBe(false);
  expect(isDrawn("front", exampleRun({ method: "reevaluation" }), facts([]))).toBe(false);
});

it("draws of another program's run only what was reported", () => {
  const external = exampleRun({ external: true });
  expect(isDrawn("weights", external, facts(["weight/accuracy"]))).toBe(true);
  expect(isDrawn("loss", external, facts(["weight/accuracy", "actor/pg_loss"]))).toBe(false);
  expect(isDrawn("front", external, facts([]))).toBe(true);
  expect(isDrawn("completions", external, facts([]))).toBe(false);
});

it("draws of a run that is over nothing that never came", () => {
  const over = exampleRun({ status: "failed", latest: null });
  expect(isDrawn("loss", over, facts(["weight/accuracy"]))).toBe(false);
  expect(isDrawn("front", over, facts([]))).toBe(false);
  expect(isDrawn("weights", over, facts(["weight/accuracy"]))).toBe(true);
});
