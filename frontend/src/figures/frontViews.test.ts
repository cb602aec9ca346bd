import { expect, it } from "vitest";
import { frontOptions, frontViews, viewName } from "./frontViews";

it("offers every pair, space for three objectives, and parallel axes before all for more", () => {
  expect(frontViews(["a", "b"])).toEqual(["a.b"]);
  expect(frontViews(["a", "b", "c"])).toEqual(["a.b", "a.c", "b.c", "3-D"]);
  expect(frontViews(["a", "b", "c", "d"])).toEqual(["parallel axes", "a.b", "a.c", "a.d", "b.c", "b.d", "c.d"]);
});

it("puts the first objective of a pair upright", () => {
  expect(frontOptions("a.c", ["a", "b", "c"])).toEqual({ x: "c", y: "a" });
  expect(frontOptions("3-D", ["a", "b", "c"])).toEqual({ x: "b", y: "a", z: "c" });
  expect(frontOptions("parallel axes", ["a", "b", "c", "d"])).toEqual({ view: "parallel" });
  expect(viewName("a.c").replaceAll("\u2009", " ")).toBe("a × c");
});

it("asks for no axes where there is one objective", () => {
  expect(frontOptions(frontViews(["a"])[0] ?? "", ["a"])).toEqual({});
});
