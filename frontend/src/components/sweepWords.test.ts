import { expect, it } from "vitest";
import { valueWords } from "./sweepWords";

it("says values of a config in words", () => {
  expect(valueWords("fixed")).toBe("fixed");
  expect(valueWords(0.0003)).toBe("0.0003");
  expect(valueWords(null)).toBe("none");
  expect(valueWords({ accuracy: 0.8, conciseness: 0.2 })).toBe("0.8/0.2");
  expect(valueWords({ type: "gradient", eta: 2 })).toBe("gradient, eta 2");
  expect(valueWords([1, 2])).toBe("1 / 2");
});
