import type { Objective } from "../api/types";

export function names(objectives: readonly Objective[]): string[] {
  return objectives.map((objective) => objective.name);
}

/** Names of the objectives that have a weight and an axis of the front; monitors come after them and have neither. */
export function trainedNames(objectives: readonly Objective[]): string[] {
  return names(objectives.filter((objective) => !objective.monitor));
}

/** The names that the objectives of all runs have in common, in the order of the first run. */
export function sharedBy(
  runs: readonly { objectives: readonly Objective[] }[],
  namesOf: (objectives: readonly Objective[]) => string[],
): string[] {
  const [first, ...others] = runs.map((run) => new Set(namesOf(run.objectives)));
  return [...(first ?? [])].filter((name) => others.every((other) => other.has(name)));
}

/** Which values are better, in the words of the figures. */
export function betterOf({ direction }: Objective): string {
  return direction === "minimize" ? "fewer is better" : "more is better";
}

/** "accuracy", "conciseness, tokens": the unit stands beside the label unless it is a plain fraction. */
export function objectiveLabel(objective: Objective): string {
  return objective.unit === "" || objective.unit === "fraction"
    ? objective.name
    : `${objective.name}, ${objective.unit}`;
}
