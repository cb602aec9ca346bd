import { expect, it } from "vitest";
import { exampleRun } from "../../../api/exampleRun";
import { isDrawn, type Needs } from "./drawn";

const needs: Needs = { weights: ["weight/"], loss: ["policy/loss"], cause: ["influence/"] };

it("draws what a run that trains here will report", () => {
  expect(isDrawn("loss", exampleRun({}), needs, [])).toBe(true);
  expect(isDrawn("cause", exampleRun({ method: "fixed" }), needs, [])).toBe(false);
  expect(isDrawn("weights", exampleRun({ method: "interpolation" }), needs, [])).toBe(false);
});

it("draws of another program's run only what was reported", () => {
  const external = exampleRun({ external: true });
  expect(isDrawn("weights", external, needs, ["weight/accuracy"])).toBe(true);
  expect(isDrawn("loss", external, needs, ["weight/accuracy", "actor/pg_loss"])).toBe(false);
  expect(isDrawn("front", external, needs, [])).toBe(true);
  expect(isDrawn("completions", external, needs, [])).toBe(false);
});

it("draws of a run that is over nothing that never came", () => {
  const over = exampleRun({ status: "failed", latest: null });
  expect(isDrawn("loss", over, needs, ["weight/accuracy"])).toBe(false);
  expect(isDrawn("front", over, needs, [])).toBe(false);
  expect(isDrawn("weights", over, needs, ["weight/accuracy"])).toBe(true);
});
