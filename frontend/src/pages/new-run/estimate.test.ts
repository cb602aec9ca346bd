import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import { timeSentence, workSentence } from "./estimate";

const config = {
  policy: { model: "a" },
  task: { type: "arithmetic" },
  weighting: { type: "fixed" },
  budget: { steps: 150, prompts_per_step: 12 },
  algorithm: { group_size: 8 },
  evaluation: { every: 5 },
};
const run = (seconds: number, changes: object) =>
  exampleRun({ config: { ...config, ...changes }, duration_seconds: seconds });

it("adds up what a run samples, the untrained policy's evaluation included", () => {
  expect(workSentence(config)).toBe("150 steps of 12 × 8: 14,400 completions, 31 evaluations");
  expect(workSentence({ ...config, budget: { steps: 7, prompts_per_step: 1 } })).toContain(
    "56 completions, 3 evaluations",
  );
  expect(workSentence({})).toBe("");
});

it("goes by the median pace of runs of the same policy, task and weighting", () => {
  const shorter = { budget: { steps: 75, prompts_per_step: 12 } };
  const others = run(9000, { policy: { model: "b" } });
  expect(timeSentence(config, [run(20, shorter), run(30, shorter), run(500, shorter), others])).toBe(
    "about 1 min, estimated from 3 similar runs",
  );
  expect(timeSentence(config, [others])).toBe("");
});
