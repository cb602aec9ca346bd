import { expect, it } from "vitest";
import { address } from "./request";

it("repeats a list, and leaves out what is not given", () => {
  expect(address("/api/fronts", { run: ["a", "b c"], status: "", step: 0, cursor: null })).toBe(
    "/api/fronts?run=a&run=b+c&step=0",
  );
  expect(address("/api/runs")).toBe("/api/runs");
});
