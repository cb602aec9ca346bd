import { expect, it } from "vitest";
import { figureOf } from "./figureData";

it("takes a figure as Plotly draws it, whatever else its traces have", () => {
  const meta = { smooths: "policy/kl", weight: 0.18, run: "a" };
  const figure = {
    data: [
      { type: "scatter", x: [1], y: [null], line: { width: 1 }, meta },
      { type: "heatmap", z: [[1]] },
    ],
    layout: { meta: { title: "Weights", subtitle: null, points: 1 }, height: 300 },
  };
  expect(figureOf(figure)).toEqual(figure);
});

it.each([
  [{ x: 1 }, {}],
  [{ name: 1 }, {}],
  [{ meta: { weight: "0.18" } }, {}],
  [{}, { meta: { title: 1 } }],
  [{}, { meta: { points: "many" } }],
  [{}, { meta: [] }],
])("refuses a figure of which the page would read something wrong: %j %j", (trace, layout) => {
  expect(() => figureOf({ data: [trace], layout })).toThrow(TypeError);
});
