import { expect, it } from "vitest";
import { foundPresets } from "./foundPresets";

const preset = (title: string, group: string, description = "") => ({ title, group, description });
const PRESETS = [
  preset("Fixed, balanced", "start here", "the baseline beside GRPO"),
  preset("RLOO, gradient, balanced", "paper, as published"),
  preset("GRPO, fixed, balanced", "paper, recommended"),
];

const titles = (search: string) => foundPresets(PRESETS, search).map(({ title }) => title);

it("finds presets by words in any order, of any group", () => {
  expect(titles("balanced rloo")).toEqual(["RLOO, gradient, balanced"]);
  expect(titles("published")).toEqual(["RLOO, gradient, balanced"]);
  expect(titles("hypervolume")).toEqual([]);
});

it("looks into descriptions only where no title and group have the words", () => {
  expect(titles("grpo, fixed")).toEqual(["GRPO, fixed, balanced"]);
  expect(titles("baseline")).toEqual(["Fixed, balanced"]);
});
