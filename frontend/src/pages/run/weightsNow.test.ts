import { expect, it } from "vitest";
import type { RunEvent } from "../../api/types";
import { isSteerable, weightsNow } from "./weightsNow";

const event = (kind: string, weights: Record<string, number>): RunEvent => ({
  id: 1,
  step: 4,
  time: "2026-01-01T00:00:00Z",
  level: "info",
  kind,
  message: "",
  data: { weights },
});
const run = { preference: { accuracy: 1 / 3, conciseness: 1 / 3, clarity: 1 / 3 } };

it("begins with what a person asked for last, not with what the engine has met", () => {
  const events = [
    event("weights_requested", { accuracy: 0.5, clarity: 0.5 }),
    event("weights_requested", { accuracy: 0.2, clarity: 0.8 }),
    event("weights_changed", { accuracy: 0.5, clarity: 0.5 }),
  ];
  expect(weightsNow(run, events)).toEqual({ accuracy: 0.2, clarity: 0.8 });
});

it("begins with the preference, in decimals that sum to 1", () => {
  expect(weightsNow(run, [])).toEqual({ accuracy: 0.334, conciseness: 0.333, clarity: 0.333 });
});

it("is offered while a run trains whose weights are a person's", () => {
  expect(isSteerable({ status: "running" }, { moved_by: "person" })).toBe(true);
  expect(isSteerable({ status: "completed" }, { moved_by: "person" })).toBe(false);
  expect(isSteerable({ status: "running" }, { moved_by: "gradients" })).toBe(false);
  expect(isSteerable({ status: "running" }, undefined)).toBe(false);
});
