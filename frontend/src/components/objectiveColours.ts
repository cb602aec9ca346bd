import type { Objective } from "../api/types";

const NAMED = 6;
/** Share of a turn that keeps any number of hues apart. */
const GOLDEN_ANGLE = 0.381966;

/** The colour an objective owns, by its place among the run's objectives. */
export function objectiveColour(names: readonly string[], name: string): string {
  const place = Math.max(0, names.indexOf(name));
  if (place < NAMED) return `var(--objective-${place})`;
  return `hsl(${((place * GOLDEN_ANGLE) % 1) * 360} 55% var(--objective-lightness))`;
}

export function names(objectives: readonly Objective[]): string[] {
  return objectives.map((objective) => objective.name);
}

/** Names of the objectives that have a weight and an axis of the front; monitors come after them and have neither. */
export function trainedNames(objectives: readonly Objective[]): string[] {
  return names(objectives.filter((objective) => !objective.monitor));
}

export function betterOf({ direction }: Objective): string {
  return direction === "minimize" ? "lower is better" : "higher is better";
}

/** "accuracy", "conciseness, tokens": the unit stands beside the label unless it is a plain fraction. */
export function objectiveLabel(objective: Objective): string {
  return objective.unit === "" || objective.unit === "fraction"
    ? objective.name
    : `${objective.name}, ${objective.unit}`;
}
