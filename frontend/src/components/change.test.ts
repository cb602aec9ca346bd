import { expect, it } from "vitest";
import { changeOf } from "./change";

it("says better by the objective's direction and keeps the sign of the quantity", () => {
  expect(changeOf({ value: 0.9, start: 0.6, direction: "maximize" })).toEqual({
    verdict: "better",
    arrow: "\u25E5",
    text: "+0.300",
  });
  expect(changeOf({ value: 15, start: 25, direction: "minimize" })).toMatchObject({
    verdict: "better",
    text: "\u221210.0",
  });
  expect(changeOf({ value: 30, start: 25, direction: "minimize" })).toMatchObject({
    verdict: "worse",
    arrow: "\u25BC",
  });
});

it("says nothing where nothing changed or nothing is known", () => {
  expect(changeOf({ value: 1, start: 1, direction: "maximize" })).toMatchObject({ verdict: "same", arrow: "" });
  expect(changeOf({ value: null, start: 1, direction: "maximize" })).toBeNull();
});
