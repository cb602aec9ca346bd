import { expect, it } from "vitest";
import { groupTag, standingOf, targetAt, withoutHidden } from "./emphasis";

const figure = {
  data: [{ meta: { group: "a" } }, { meta: { group: "b" } }, { meta: { group: "a", run: "r1" } }, { meta: {} }],
  layout: { annotations: [{ name: "a" }, { name: "a/accuracy" }, { name: "b" }, { name: "ab" }, { text: "title" }] },
};

it("leaves out what is hidden with its labels, and keeps the rest as it is", () => {
  expect(withoutHidden(figure, [])).toEqual(figure);
  const shown = withoutHidden(figure, [{ group: "a" }]);
  expect(shown.data).toEqual([{ meta: { group: "b" } }, { meta: {} }]);
  expect(shown.layout.annotations).toEqual([{ name: "b" }, { name: "ab" }, { text: "title" }]);
});

it("brings a group forward with its members, or one member alone", () => {
  const standings = (target: { run?: string; group?: string }) =>
    figure.data.map(({ meta }) => standingOf(meta, [target]));
  expect(standings({ group: "a" })).toEqual(["lifted", "dimmed", "lifted", "plain"]);
  expect(standings({ run: "r1" })).toEqual(["dimmed", "dimmed", "lifted", "plain"]);
  expect(standingOf({ group: "a" }, [])).toBe("plain");
});

it("takes the line nearest to the pointer", () => {
  const point = (y: number, meta: { run?: string; group?: string }) => ({
    curveNumber: 0,
    pointNumber: 0,
    y,
    data: { meta },
  });
  const points = [point(0.2, { group: "a" }), point(0.8, { group: "b", run: "r1" }), point(0.5, {})];
  expect(targetAt(points, 0.7)).toEqual({ run: "r1" });
  expect(targetAt(points, 0.3)).toEqual({ group: "a" });
  expect(targetAt([], 0.3)).toBeNull();
});

it("knows a group by its label as figures have it", () => {
  expect(groupTag("a < b & c")).toBe("a &lt; b &amp; c");
});
