import { expect, it } from "vitest";
import type { Objective } from "../api/types";
import { names, trainedNames } from "./objectives";

function objective(name: string, monitor: boolean): Objective {
  return { name, unit: "fraction", direction: "maximize", axis_label: name, monitor };
}

it("keeps monitors among the objectives but out of what has a weight", () => {
  const objectives = [objective("accuracy", false), objective("clarity", false), objective("length", true)];
  expect(names(objectives)).toEqual(["accuracy", "clarity", "length"]);
  expect(trainedNames(objectives)).toEqual(["accuracy", "clarity"]);
});
