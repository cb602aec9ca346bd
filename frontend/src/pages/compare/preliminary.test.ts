import { expect, it } from "vitest";
import { axesOf } from "./axes";
import { cautions } from "./preliminary";

it("warns of runs that still train and of last points of different steps", () => {
  const texts = (...of: Parameters<typeof cautions>) => cautions(...of).map(({ text }) => text);
  expect(texts(["completed", "completed"], [240, 240])).toEqual([]);
  expect(texts(["completed", "stopped"], [240, 120])).toEqual(["runs differ in steps"]);
  expect(texts(["running", "queued", "failed"], [10, null, 10])).toEqual(["2 runs still train"]);
  expect(texts(["running"], [null])).toEqual(["1 run still trains"]);
});

it("reads axes from an address, and leaves out what is no number", () => {
  expect(axesOf("accuracy:0.2,tokens:24")).toEqual({ accuracy: 0.2, tokens: 24 });
  expect(axesOf("a:b:1,broken,empty:,word:x")).toEqual({ "a:b": 1 });
  expect(axesOf(null)).toEqual({});
});
