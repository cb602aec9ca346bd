import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import type { Group, Groups } from "../../api/groups";
import { ordered, placed } from "./groupOrder";
import { nextOrder } from "./rowOrder";

const measure = (mean: number | null) => ({
  n: 1,
  left_out: 0,
  mean,
  standard_error: null,
  interval: null,
  method: null,
  values: [],
});

const group = (id: string, label: string, n: number, hypervolume: number | null): Group => ({
  id,
  key: {},
  label,
  n,
  run_ids: [`run of ${id}`],
  seeds: [0],
  statuses: {},
  final_steps: [],
  objectives: { tokens: measure(hypervolume === null ? null : -hypervolume) },
  hypervolume: measure(hypervolume),
  best: [],
  steps_to_target: { ...measure(null), reached: 0, censored: 0, median: null },
  mean_front_step: measure(null),
  cost: {
    completion_tokens: measure(null),
    wall_seconds: measure(null),
    gpu_seconds: measure(null),
    hypervolume_per_1000_seconds: measure(null),
  },
});

const groups: Groups = {
  by: [],
  split: "validation",
  reference_point: {},
  scale: {},
  objectives: [],
  left_out: [],
  total_runs: 3,
  baseline: "a",
  target: {},
  groups: [group("a", "steps 10", 3, 0.2), group("b", "steps 9", 5, null), group("c", "steps 11", 4, 0.7)],
};

it("orders groups by name, size or a mean, and puts those without a value last in both directions", () => {
  const rows = placed(groups, [], undefined);
  const idsBy = (sort: string) => ordered(rows, sort).map(({ group: { id } }) => id);
  expect(idsBy("")).toEqual(["a", "b", "c"]);
  expect(idsBy("label")).toEqual(["b", "a", "c"]);
  expect(idsBy("-n")).toEqual(["b", "c", "a"]);
  expect(idsBy("-hypervolume")).toEqual(["c", "a", "b"]);
  expect(idsBy("hypervolume")).toEqual(["a", "c", "b"]);
  expect(idsBy("tokens")).toEqual(["c", "a", "b"]);
});

it("keeps the colour of a group wherever it stands", () => {
  expect(ordered(placed(groups, [], undefined), "-hypervolume").map(({ place }) => place)).toEqual([2, 0, 1]);
});

it("gives groups of the same value of a field the same colour, whatever the order of its keys", () => {
  const run = (id: string, preference: Record<string, number>, type: string) =>
    exampleRun({ id: `run of ${id}`, preference, config: { weighting: { type } } });
  const runs = [
    run("a", { x: 0.4, y: 0.6 }, "fixed"),
    run("b", { x: 0.5, y: 0.5 }, "fixed"),
    run("c", { y: 0.6, x: 0.4 }, "gradient"),
  ];
  const places = (field: string) => placed(groups, runs, field).map(({ place }) => place);
  expect(places("preference")).toEqual([0, 1, 0]);
  expect(places("weighting.type")).toEqual([0, 0, 1]);
});

it("turns to the greatest first, then to the smallest, then back", () => {
  expect(nextOrder("", "n")).toBe("-n");
  expect(nextOrder("-n", "n")).toBe("n");
  expect(nextOrder("n", "n")).toBe("");
  expect(nextOrder("n", "label")).toBe("label");
});
