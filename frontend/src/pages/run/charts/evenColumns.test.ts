import { expect, it } from "vitest";
import { evenColumns } from "./evenColumns";

it("fills rows evenly instead of leaving one card over", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(evenColumns)).toEqual([1, 2, 3, 4, 3, 3, 4, 4]);
  expect(evenColumns(0)).toBe(1);
});
