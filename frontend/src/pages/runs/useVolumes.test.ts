import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import type { Fronts, Run } from "../../api/types";
import { sortedByVolume } from "./useVolumes";

const COMMON: Fronts = { reference_point: {}, scale: {}, objectives: [], left_out: [], total_runs: 0, runs: [] };
const volumes: Record<string, number | null> = { low: 1, none: null, high: 3 };
const runs = ["none", "low", "high"].map((id) => exampleRun({ id }));
const of = (run: Run) => volumes[run.id] ?? null;
const ids = (sorted: readonly Run[]) => sorted.map(({ id }) => id);

it("sorts by hypervolumes on common axes, those without one last", () => {
  expect(ids(sortedByVolume(runs, "-hypervolume", { common: COMMON, of }))).toEqual(["high", "low", "none"]);
  expect(ids(sortedByVolume(runs, "hypervolume", { common: COMMON, of }))).toEqual(["low", "high", "none"]);
});

it("leaves every other order to the server", () => {
  expect(ids(sortedByVolume(runs, "-created_at", { common: COMMON, of }))).toEqual(["none", "low", "high"]);
  expect(ids(sortedByVolume(runs, "-hypervolume", { common: null, of }))).toEqual(["none", "low", "high"]);
});
