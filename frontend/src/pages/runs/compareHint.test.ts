import { expect, it } from "vitest";
import { compareHint } from "./compareHint";

it("says before the click how many runs can be compared", () => {
  expect(compareHint(1)).toBe("Choose one more to compare");
  expect([compareHint(2), compareHint(50)]).toEqual([null, null]);
  expect(compareHint(51)).toBe("Compare takes at most 50 runs: untick 1 run");
  expect(compareHint(60)).toBe("Compare takes at most 50 runs: untick 10 runs");
});
