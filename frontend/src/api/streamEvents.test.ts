import { expect, it } from "vitest";
import { exampleRun } from "./exampleRun";
import { readEvent } from "./streamEvents";

it("reads what the server's streams send", () => {
  const run = exampleRun({ id: "a" });
  expect(readEvent("run", JSON.stringify(run))).toEqual(run);
  expect(readEvent("reset", '{"step": 4}')).toEqual({ step: 4 });
  const series = { "weight/accuracy": { steps: [1], values: [0.5] } };
  expect(readEvent("metrics", JSON.stringify({ series }))).toEqual({ series });
});

it("refuses data that does not have the shape of its event", () => {
  expect(() => readEvent("run", '{"id": "a"}')).toThrow('event "run"');
  expect(() => readEvent("metrics", '{"series": [1]}')).toThrow(TypeError);
});
