import { describe, expect, it } from "vitest";
import { extendable, extensionOf, joined } from "./liveTraces";
import type { Trace } from "./figureData";

const raw: Trace = { x: [1, 2], y: [0.5, 0.5], customdata: [], meta: { key: "weight/accuracy", run: "a" } };
const average: Trace = {
  x: [1, 2],
  y: [1, 1],
  customdata: [],
  meta: { smooths: "weight/accuracy", weight: 0.25, run: "a" },
};
const batch = { "weight/accuracy": { steps: [2, 3, 4], values: [9, 0.6, null] } };

describe("extensionOf", () => {
  it("adds only points after the trace's last one, with run and step for a click", () => {
    expect(extensionOf([raw], batch, "a")).toEqual({
      traces: [0],
      update: {
        x: [[3, 4]],
        y: [[0.6, null]],
        customdata: [
          [
            ["a", 3],
            ["a", 4],
          ],
        ],
      },
    });
  });

  it("goes on with a moving average and leaves a gap a gap", () => {
    expect(extensionOf([average], batch, "a")?.update.y).toEqual([[1 + 0.25 * (0.6 - 1), null]]);
  });

  it("begins a line that has no point yet", () => {
    expect(extensionOf([{ ...raw, x: [], y: [] }], batch, "a")?.update.x).toEqual([[2, 3, 4]]);
  });

  it("leaves alone lines of other metrics, of other runs, and those that are up to date", () => {
    const other: Trace = { ...raw, meta: { key: "weight/clarity", run: "a" } };
    const ahead: Trace = { ...raw, x: [1, 9] };
    expect(extensionOf([other, ahead, { ...raw, meta: { key: "weight/accuracy", run: "b" } }], batch, "a")).toBeNull();
  });
});

it("joins batches in the order they came", () => {
  expect(joined([{ loss: { steps: [1], values: [3] } }, { loss: { steps: [2], values: [2] } }])).toEqual({
    loss: { steps: [1, 2], values: [3, 2] },
  });
});

it("gives a moving average the points' run and step, which Plotly needs to extend it", () => {
  const { customdata, ...bare } = average;
  expect(customdata).toEqual([]);
  expect(extendable([bare])[0]?.customdata).toEqual([
    ["a", 1],
    ["a", 2],
  ]);
});
