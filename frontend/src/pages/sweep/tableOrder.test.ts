import { describe, expect, it } from "vitest";
import type { Sweep } from "../../api/types";
import { caveats } from "./caveats";
import { answer, groupOf, measure, sweepOf } from "./exampleSweep";
import { fieldsOf, overrideOf } from "./fields";
import { gridLayout } from "./gridLayout";
import { reachedOf, savedWords } from "./stepsWords";
import { supportWords, weightWords } from "./supportWords";
import { COUNT, isLargeBest, nextOrder, orderedRows, orderOf, STEPS } from "./tableOrder";

const OBJECTIVES = answer([]).objectives;
const ROWS = [
  { labels: ["a"], groups: [groupOf(0, [0.5, 0.5], [8, 8])] },
  { labels: ["b"], groups: [groupOf(1, [0.9, 0.9], [9])] },
  { labels: ["none"], groups: [null] },
];

describe("the order of the table", () => {
  const labels = (word: string | null) => orderedRows(ROWS, orderOf(word)).map((row) => row.labels[0]);

  it("is that of the sweep, or by a column, with rows without a value last", () => {
    expect(labels(null)).toEqual(["a", "b", "none"]);
    expect(labels("-0.accuracy")).toEqual(["b", "a", "none"]);
    expect(labels("0.accuracy")).toEqual(["a", "b", "none"]);
    expect(labels("-0.n")).toEqual(["a", "b", "none"]);
    expect(labels("-3.accuracy")).toEqual(["a", "b", "none"]);
  });

  it("keeps groups of which a run never reached the target behind the others", () => {
    const all = {
      ...groupOf(2, [1], [1]),
      steps_to_target: { ...measure([300]), reached: 1, censored: 0, median: 300 },
    };
    const rows = [...ROWS, { labels: ["reached"], groups: [all] }];
    expect(orderedRows(rows, orderOf("0.steps")).map((row) => row.labels[0])).toEqual(["reached", "a", "b", "none"]);
  });

  it("has the best first at the first click, then the worst, then none", () => {
    const column = { block: 0, measure: "length_cost" };
    expect(isLargeBest("length_cost", OBJECTIVES)).toBe(false);
    expect([isLargeBest(STEPS, OBJECTIVES), isLargeBest(COUNT, OBJECTIVES)]).toEqual([false, true]);
    expect(nextOrder(null, column, false)).toBe("0.length_cost");
    expect(nextOrder(orderOf("0.length_cost"), column, false)).toBe("-0.length_cost");
    expect(nextOrder(orderOf("-0.length_cost"), column, false)).toBeNull();
    expect(nextOrder(orderOf("-0.accuracy"), column, false)).toBe("0.length_cost");
    expect(orderOf("nonsense")).toBeNull();
  });
});

it("has one field for the preference where methods hold it in different ones", () => {
  const sweep = sweepOf([
    { "weighting.type": "fixed", "weighting.weights": { a: 1 } },
    { "weighting.type": "gradient", "weighting.initial": { a: 1 } },
    { "weighting.type": "mgda" },
  ]);
  const fields = fieldsOf(sweep);
  expect(fields).toEqual(["weighting.type", "preference"]);
  expect(sweep.cells.map((cell) => overrideOf(cell, "preference"))).toEqual([{ a: 1 }, { a: 1 }, undefined]);
  const layout = gridLayout(sweep, fields, true);
  expect(layout.columns).toEqual(["1", "–"]);
  expect(layout.rows.map(({ entries }) => entries.map((entry) => entry?.cell.index ?? null))).toEqual([
    [0, null],
    [1, null],
    [null, 2],
  ]);
});

it("says when marks may change: runs still train, or steps differ", () => {
  const done: Sweep = { ...sweepOf([{}]), finished: 2, complete: true };
  const steps = (...final: (number | null)[]) => answer([{ ...groupOf(0, [1], [1]), final_steps: final }]);
  expect(caveats(done, steps(60, 60, null))).toEqual([]);
  expect(caveats(done, steps(40, 60))).toEqual(["last points are between step 40 and 60"]);
  expect(caveats({ ...done, finished: 1, complete: false }, steps())).toEqual(["1 of 2 runs still train or wait"]);
  expect(caveats(done, { ...steps(60), total_runs: 900 })).toEqual([
    "they are of 1 of 900 runs, drawn evenly from the groups",
  ]);
});

it("counts saved steps as fewer steps, with the interval turned too", () => {
  const difference = { n: 3, left_out: 0, mean: -31, standard_error: 5, p_value: null, p_value_corrected: null };
  expect(savedWords({ difference: { ...difference, interval: [-52, -8] } })).toBe("+31.0 [8.0, 52.0], n = 3");
  expect(savedWords({ difference: { ...difference, interval: null } })).toBe("+31.0, n = 3");
  expect(savedWords({ difference: null })).toBe("–");
  expect(reachedOf({ reached: 2, censored: 1 })).toBe("2 of 3");
  expect(reachedOf({ reached: 0, censored: 0 })).toBe("–");
});

it("tells where linear support stands", () => {
  const known = { tolerance: 0.02, done: false, reason: null };
  expect(supportWords({ ...known, gap: null })).toContain("tried alone first; it ends at 2.00 %");
  expect(supportWords({ ...known, gap: 0.125 })).toContain("remaining gap 12.5 %");
  expect(supportWords({ ...known, gap: 0.01, done: true, reason: "All 20 cells were tried." })).toContain(
    "ended: All 20 cells were tried.",
  );
  expect(weightWords({ a: 0.5, b: 0.25, c: 0.25 })).toBe("0.500 / 0.250 / 0.250");
});
