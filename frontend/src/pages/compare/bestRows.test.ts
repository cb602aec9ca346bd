import { expect, it } from "vitest";
import type { Objective } from "../../api/types";
import { frontOf, type BestRow } from "./bestRows";
import { orderedBy } from "./rowOrder";

const objective = (name: string, direction: Objective["direction"]): Objective => ({
  name,
  direction,
  axis_label: name,
  unit: "",
  monitor: false,
});
const OBJECTIVES = [objective("accuracy", "maximize"), objective("tokens", "minimize")];

function row(name: string, accuracy: number | null, tokens: number): BestRow {
  return { name, place: 0, point: { run_id: name, step: 0, objectives: { accuracy, tokens } } };
}

const names = (rows: readonly BestRow[]) => rows.map(({ name }) => name);

it("keeps the points that no point is better than in everything, whatever direction is better", () => {
  const rows = [row("accurate", 0.9, 30), row("short", 0.5, 10), row("worse", 0.5, 30), row("as short", 0.5, 10)];
  expect(names(frontOf(rows, OBJECTIVES))).toEqual(["accurate", "short", "as short"]);
});

it("sorts rows by a value or by their names as people count, and puts those without a value last", () => {
  const rows = [row("run 10", null, 1), row("run 9", 0.2, 3), row("run 11", 0.4, 2)];
  const by = (order: string) =>
    names(orderedBy(rows, order, { label: ({ name }) => name, value: ({ point }, key) => point.objectives[key] }));
  expect(by("label")).toEqual(["run 9", "run 10", "run 11"]);
  expect(by("-accuracy")).toEqual(["run 11", "run 9", "run 10"]);
  expect(by("accuracy")).toEqual(["run 9", "run 11", "run 10"]);
  expect(by("")).toEqual(names(rows));
});
