import { expect, it } from "vitest";
import { exampleRun as run } from "../../api/exampleRun";
import type { Run } from "../../api/types";
import { progressSentence } from "./progressSentence";
import { stagesOf } from "./stagesOf";

it("says how far a run is and what it waits for", () => {
  expect(progressSentence(run({}))).toBe("step 84 of 150, 12 s left");
  expect(progressSentence(run({ stage: "saving checkpoint" }))).toBe("step 84 of 150, saving checkpoint");
  expect(progressSentence(run({ status: "queued", stage: "queued", attempt: 0 }))).toBe("waits for a worker");
  expect(progressSentence(run({ status: "queued", stage: "queued" }))).toBe("step 84 of 150, waits to resume");
  expect(progressSentence(run({ status: "completed", step: 150, duration_seconds: 61 }))).toBe(
    "step 150 of 150, 1 min 1 s",
  );
});

it("shows which stage a run has come to", () => {
  const states = (changes: Partial<Run>) => stagesOf(run(changes)).map(({ state }) => state);
  expect(states({ status: "queued", stage: "queued" })).toEqual(["now", "later", "later", "later", "later"]);
  expect(states({ stage: "evaluating" })).toEqual(["done", "done", "done", "now", "later"]);
});

it("shows a stage it does not know by its own name", () => {
  expect(stagesOf(run({ stage: "warming up" })).find(({ state }) => state === "now")?.name).toBe("warming up");
});
