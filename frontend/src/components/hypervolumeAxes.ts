import type { Objective, Run, Values } from "../api/types";
import { formatNumber } from "./numbers";

/** What a hypervolume is measured against. */
export interface HypervolumeAxes {
  reference_point: Values;
  scale: Values;
}

/** The same text for the same axes: only then do hypervolumes compare. */
export function axesKey({ reference_point, scale }: HypervolumeAxes): string {
  return JSON.stringify([reference_point, scale].map((values) => Object.entries(values).toSorted()));
}

/** "reference: accuracy 0.500, conciseness 33.0 tokens; scale: accuracy 1.00, conciseness 30.0 tokens". */
export function axesWords({ reference_point, scale }: HypervolumeAxes, objectives: readonly Objective[]): string {
  const amounts = (values: Values) =>
    objectives
      .filter(({ name }) => typeof values[name] === "number")
      .map(({ name, unit }) => `${name} ${formatNumber(values[name])}${unit && unit !== "fraction" ? ` ${unit}` : ""}`)
      .join(", ");
  const reference = amounts(reference_point);
  return reference === "" ? "reference and scale unknown" : `reference: ${reference}; scale: ${amounts(scale)}`;
}

/** Whether the hypervolumes of these runs have the same reference point and scale. */
export function areComparable(runs: readonly Pick<Run, "latest">[]): boolean {
  const keys = runs.flatMap(({ latest }) => (latest && latest.hypervolume !== null ? axesKey(latest) : []));
  return new Set(keys).size <= 1;
}
