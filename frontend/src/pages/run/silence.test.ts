import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import { isOver, STATUSES } from "../../components/statuses";
import { progressSentence } from "./progressSentence";
import { isSilent } from "./silence";

const REPORTED = "2026-11-23T09:10:49Z";
const after = (seconds: number) => Date.parse(REPORTED) + seconds * 1000;

it("gives the time left only while records come", () => {
  const run = exampleRun({ reported_at: REPORTED });
  expect(progressSentence(run, after(5))).toBe("step 84 of 150, 12 s left");
  expect(progressSentence(run, after(24 * 60))).toBe("step 84 of 150, no report for 24 min");
});

it("gives a run of slow steps more time before it counts as silent", () => {
  const slow = exampleRun({ reported_at: REPORTED, step: 50, total_steps: 150, eta_seconds: 100 * 60 });
  expect(isSilent(slow, after(9 * 60))).toBe(false);
  expect(isSilent(slow, after(11 * 60))).toBe(true);
});

it("names what a silent run was doing before its first step", () => {
  const loading = exampleRun({ reported_at: null, started_at: REPORTED, stage: "loading policy", eta_seconds: null });
  expect(progressSentence(loading, after(5))).toBe("step 84 of 150, loading policy");
  expect(progressSentence(loading, after(120))).toBe("step 84 of 150, loading policy, no report for 2 min");
});

it("expects no report of a run that is over", () => {
  const over = exampleRun({ reported_at: REPORTED, status: "completed", duration_seconds: 66 });
  expect(progressSentence(over, after(1e6))).toBe("step 84 of 150, 1 min 6 s");
});

it("says how long a lost run is silent, however short that is, and gives it no time left", () => {
  const lost = exampleRun({ reported_at: REPORTED, status: "lost" });
  expect(progressSentence(lost, after(24 * 60))).toBe("step 84 of 150, no report for 24 min");
  expect(isSilent(lost, after(5))).toBe(true);
});

it("counts a lost run as one that has not ended", () => {
  expect(isOver(exampleRun({ status: "lost" }))).toBe(false);
  expect(STATUSES).toContain("lost");
});
