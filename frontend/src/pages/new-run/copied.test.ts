import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import { copiedConfig, originWords, stepOf } from "./copied";

const PARENT = exampleRun({
  id: "abc",
  name: "parent",
  config: { name: "parent", seed: 3, interpolation: { points: 5 } },
});

it("copies a config without its name", () => {
  expect(copiedConfig(PARENT, null)).toEqual({ name: undefined, seed: 3, interpolation: { points: 5 } });
});

it("makes a fork start from the checkpoint, under a name that says so", () => {
  const fork = {
    name: "fork of parent at 25",
    seed: 3,
    interpolation: null,
    reevaluation: null,
    fork: { run_id: "abc", step: 25 },
  };
  expect(copiedConfig(PARENT, 25)).toEqual(fork);
  expect(originWords(PARENT, 25)).toBe("fork of parent at step 25");
});

it("keeps the name of a fork within what the server takes", () => {
  expect(copiedConfig({ ...PARENT, name: "x".repeat(200) }, 0).name).toHaveLength(200);
});

it.each([
  ["25", 25],
  ["0", 0],
  [null, null],
  ["-1", null],
  ["soon", null],
])("reads the step %j of an address as %j", (text, step) => {
  expect(stepOf(text)).toBe(step);
});
