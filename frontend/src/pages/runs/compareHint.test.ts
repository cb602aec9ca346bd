import { expect, it } from "vitest";
import { compareAddress, compareHint } from "./compareHint";

it("says before the click how many runs can be compared", () => {
  expect(compareHint(1)).toBe("Choose one more to compare");
  expect([compareHint(2), compareHint(300)]).toEqual([null, null]);
  expect(compareHint(301)).toBe("Compare takes at most 300 runs: untick 1 run");
  expect(compareHint(310)).toBe("Compare takes at most 300 runs: untick 10 runs");
});

it("groups more runs than can be told apart", () => {
  expect(compareAddress(["a", "b"])).toBe("/compare?runs=a,b");
  expect(compareAddress(Array.from({ length: 50 }, (_, at) => `r${at}`))).not.toContain("by=");
  expect(compareAddress(Array.from({ length: 51 }, (_, at) => `r${at}`))).toContain("&by=replicates");
});
