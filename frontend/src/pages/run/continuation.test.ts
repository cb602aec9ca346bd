import { describe, expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import type { Checkpoint, Status } from "../../api/types";
import { continuationOf, stepsFault } from "./continuation";

const CONSTANT = { optimizer: { schedule: "constant" }, interpolation: null };

function ended(status: Status, config = CONSTANT) {
  return exampleRun({ status, step: 30, total_steps: 30, config });
}

function checkpoint(step: number, changes: Partial<Checkpoint> = {}): Checkpoint {
  const saved = { id: step, path: `/x/step-${step}`, size_bytes: 1, created_at: "2026-11-23T09:10:11Z" };
  return { ...saved, step, resumable: true, deleted: false, storage: "", shared: false, ...changes };
}

const KEPT = [checkpoint(10), checkpoint(20), checkpoint(25, { resumable: false }), checkpoint(30, { deleted: true })];

describe("continuationOf", () => {
  it("resumes a stopped run from the newest checkpoint that holds the whole run", () => {
    expect(continuationOf(ended("stopped"), KEPT)).toEqual({ verb: "resume", from: 20, steps: "may change" });
  });

  it("keeps the number of steps where the learning rate depends on it", () => {
    const linear = { optimizer: { schedule: "linear" }, interpolation: null };
    expect(continuationOf(ended("stopped", linear), KEPT)?.steps).toBe("stay");
    expect(continuationOf(ended("completed", linear), KEPT)).toBeNull();
  });

  it("resumes a completed run with more steps", () => {
    expect(continuationOf(ended("completed"), KEPT)).toEqual({ verb: "resume", from: 20, steps: "must grow" });
  });

  it.each(["failed", "crashed"] as const)("retries a run that has %s, also from the beginning", (status) => {
    expect(continuationOf(ended(status), KEPT)).toEqual({ verb: "retry", from: 20, steps: "stay" });
    expect(continuationOf(ended(status), [])).toEqual({ verb: "retry", from: null, steps: "stay" });
  });

  it("resumes a stopped re-evaluation, which needs no checkpoint", () => {
    const job = { ...ended("stopped"), method: "reevaluation", config: { ...CONSTANT, reevaluation: { points: [] } } };
    expect(continuationOf(job, [])).toEqual({ verb: "resume", from: null, steps: "stay" });
  });

  it("offers nothing that the server refuses", () => {
    expect(continuationOf(ended("running"), KEPT)).toBeNull();
    expect(continuationOf(ended("stopped"), [])).toBeNull();
    expect(continuationOf({ ...ended("stopped"), external: true }, KEPT)).toBeNull();
  });

  it("resumes a run that was stopped in the queue from the beginning", () => {
    expect(continuationOf({ ...ended("stopped"), step: 0 }, [])?.from).toBeNull();
  });
});

describe("stepsFault", () => {
  it.each([
    ["60", null],
    ["30", "Give more than 30, the steps that are done."],
    ["many", "Give a whole number."],
    ["", "Give a whole number."],
  ])("of %j is %j", (text, fault) => {
    expect(stepsFault(ended("completed"), text)).toBe(fault);
  });
});
