import { describe, expect, it } from "vitest";
import { answer, groupOf, sweepOf } from "./exampleSweep";
import { byOptions, CELLS, fieldsOf, labelsOf } from "./fields";
import { gridLayout } from "./gridLayout";
import { depths, valueOf } from "./gridMeasures";
import { nextSeeds, seedsOf } from "./seeds";
import { asCsv, asLatex, asMarkdown } from "./tableExports";
import { isDominated, tableLayout } from "./tableLayout";

const METHOD = "weighting.type";
const WEIGHTS = "weighting.weights";
const ESTIMATOR = "algorithm.type";

describe("the grid of a sweep", () => {
  const methods = ["fixed", "gradient"];
  const preferences = ["balanced", "accuracy"];

  it("has the first field in rows and the second in columns", () => {
    const cells = methods.flatMap((method) => preferences.map((one) => ({ [METHOD]: method, [WEIGHTS]: one })));
    const layout = gridLayout(sweepOf(cells), [METHOD, WEIGHTS], true);
    expect(layout.columns).toEqual(preferences);
    expect(layout.rows.map((row) => row.labels)).toEqual([["fixed"], ["gradient"]]);
    expect(layout.rows[1]?.entries[0]?.runIds).toEqual(["2-0", "2-1"]);
  });

  it("nests further fields in the rows", () => {
    const cells = [1, 2].flatMap((rate) =>
      methods.flatMap((method) => preferences.map((one) => ({ [METHOD]: method, [WEIGHTS]: one, rate }))),
    );
    const layout = gridLayout(sweepOf(cells), [METHOD, WEIGHTS, "rate"], true);
    expect(layout.rows.map((row) => row.labels.join(" "))).toEqual(["fixed 1", "fixed 2", "gradient 1", "gradient 2"]);
  });

  it("has a column per seed for one field, unless a run is missing", () => {
    const sweep = sweepOf(methods.map((method) => ({ [METHOD]: method })));
    expect(gridLayout(sweep, [METHOD], true).columns).toEqual(["seed 0", "seed 1"]);
    expect(gridLayout(sweep, [METHOD], false).columns).toEqual(["all seeds"]);
    sweep.cells[0]?.run_ids.pop();
    expect(gridLayout(sweep, [METHOD], true).columns).toEqual(["all seeds"]);
  });

  it("lists cells whose fields do not cross one by one", () => {
    const cells = [0, 1, 2, 3, 4].map((at) => ({ [METHOD]: `method ${at}`, rate: at }));
    const layout = gridLayout(sweepOf(cells, [0]), [METHOD, "rate"], true);
    expect(layout.columnField).toBeNull();
    expect(layout.rows).toHaveLength(5);
  });

  it("shows a measure as the mean of the runs that have it, deeper where it is better", () => {
    const sweep = sweepOf([{}]);
    const entry = { cell: sweep.cells[0] ?? expect.unreachable(), runIds: ["0-0", "0-1"] };
    const groups = answer([groupOf(0, [0.2, 0.4], [10, 12])]);
    expect(valueOf(entry, "accuracy", groups)?.value).toBeCloseTo(0.3);
    expect(valueOf({ ...entry, runIds: ["gone"] }, "accuracy", groups)).toBeNull();
    expect(depths([10, 20, null], "minimize")).toEqual([1, 0, 0]);
    expect(depths([3, 3], "maximize")).toEqual([0.5, 0.5]);
  });
});

describe("the table of a sweep", () => {
  const cells = ["grpo", "rloo"].flatMap((estimator) =>
    ["fixed", "gradient"].flatMap((method) =>
      ["balanced", "accuracy"].map((one) => ({ [ESTIMATOR]: estimator, [METHOD]: method, [WEIGHTS]: one })),
    ),
  );
  const sweep = sweepOf(cells);
  const fields = fieldsOf(sweep);

  it("has rows preference and method, and a block per estimator", () => {
    const groups = cells.map((_, at) => groupOf(at, [0.1, 0.2], [10, 12]));
    const layout = tableLayout(groups, fields, (group) => labelsOf(sweep, group, fields, CELLS));
    expect(layout.blocks).toEqual(["grpo", "rloo"]);
    expect(layout.rowFields).toEqual([WEIGHTS, METHOD]);
    expect(layout.rows.map((row) => row.labels.join(" "))).toEqual([
      "balanced fixed",
      "balanced gradient",
      "accuracy fixed",
      "accuracy gradient",
    ]);
    expect(layout.rows[3]?.groups.map((group) => group?.id)).toEqual(["group-3", "group-7"]);
  });

  it("groups by the method first", () => {
    expect(byOptions([WEIGHTS, METHOD])).toEqual([METHOD, WEIGHTS, CELLS]);
  });

  it("knows which groups are dominated", () => {
    const good = groupOf(0, [0.9, 0.9], [10, 10]);
    const bad = groupOf(1, [0.5, 0.5], [12, 12]);
    expect(isDominated(bad, answer([good, bad]))).toBe(true);
    expect(isDominated(good, answer([good, bad]))).toBe(false);
  });

  it("is copied with marks, censored counts and never a bold single run", () => {
    const best = groupOf(0, [0.9, 0.9], [10, 10], { mark: "best" });
    const alone = groupOf(1, [0.95], [9], { mark: "best" });
    const tied = groupOf(2, [0.8, 0.8], [11, 11], { mark: "tied" });
    const groups = answer([best, alone, tied]);
    const layout = tableLayout(groups.groups, [METHOD], (group) => [`method_${group.id}`]);
    const markdown = asMarkdown(layout, groups);
    expect(markdown).toContain("| **0.900 ± 0.020** |");
    expect(markdown).toContain("| 0.950 |");
    expect(markdown).toContain("0.800 ± 0.020 •");
    expect(markdown).toContain("median 190, not reached (1 of 2)");
    const latex = asLatex(layout, groups);
    expect(latex).toContain("\\textbf{0.900 $\\pm$ 0.020}");
    expect(latex).toContain("method\\_group-0");
    expect(latex).toContain("length\\_cost");
    const csv = asCsv(layout, groups).split("\r\n");
    expect(csv[0]).toBe(
      "weighting.type,block,measure,n,mean,standard_error,low,high,difference,difference_low,difference_high,censored,mark",
    );
    expect(csv[1]).toBe("method_group-0,,accuracy,2,0.9,0.02,,,,,,,best");
    expect(csv).toContain("method_group-0,,steps_to_target,1,190,,,,,,,1,");
  });
});

describe("seeds", () => {
  it("are read from a text", () => {
    expect(seedsOf("3, 4 5")).toEqual([3, 4, 5]);
    expect(seedsOf("3, 3")).toBeNull();
    expect(seedsOf("-1")).toBeNull();
    expect(seedsOf("")).toBeNull();
  });

  it("go on after those that there are", () => {
    expect(nextSeeds([0, 4], 2)).toEqual([5, 6]);
    expect(nextSeeds([], 1)).toEqual([0]);
  });
});
