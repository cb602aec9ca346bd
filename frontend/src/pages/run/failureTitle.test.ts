import { expect, it } from "vitest";
import { failureTitle } from "./failureTitle";

it("names the error without its module", () => {
  expect(failureTitle({ status: "failed", step: 0 }, { type: "some.module.PolicyError" })).toBe(
    "The run failed at step 0: PolicyError",
  );
  expect(failureTitle({ status: "crashed", step: 7 }, { type: "MemoryError" })).toBe(
    "The run crashed at step 7: MemoryError",
  );
});

it("says so where an alarm ended the run", () => {
  expect(failureTitle({ status: "failed", step: 2 }, { type: "some.module.AlarmError" })).toBe(
    "An alarm stopped the run at step 2",
  );
});
