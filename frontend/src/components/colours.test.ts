import { expect, it } from "vitest";
import { colourVariables, objectiveColour, runColour } from "./colours";

const NAMES = Array.from({ length: 40 }, (_, place) => `objective ${place}`);

function nameOf(colour: string): string {
  return /^var\((.+)\)$/.exec(colour)?.[1] ?? colour;
}

it.each(["light", "dark"] as const)("has every colour that the page names in the %s theme", (theme) => {
  const known = colourVariables(theme);
  for (const name of NAMES) expect(known).toHaveProperty(nameOf(objectiveColour(NAMES, name)));
  for (let place = 0; place < 60; place += 1) expect(known).toHaveProperty(nameOf(runColour(place)));
  expect(Object.values(known).every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
});

it("gives each objective of a run a colour of its own, by its place", () => {
  expect(new Set(NAMES.slice(0, 8).map((name) => objectiveColour(NAMES, name)))).toHaveLength(8);
  expect(objectiveColour(["a", "b"], "b")).toBe(objectiveColour(["x", "y"], "y"));
});
