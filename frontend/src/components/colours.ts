/** The colours that the page shares with the figures. Python decides which; the page knows them as CSS variables. */

import { PALETTE } from "./palette.generated";

type Theme = keyof typeof PALETTE;

/** The colour of an objective, by its place among the run's objectives. */
export function objectiveColour(names: readonly string[], name: string): string {
  return variable("objective", Math.max(0, names.indexOf(name)), PALETTE.light.objectives);
}

/** The colour of a run in a comparison, by its place in it. */
export function runColour(place: number): string {
  return variable("run", place, PALETTE.light.runs);
}

/** The CSS variables of a theme, by their names. */
export function colourVariables(theme: Theme): Record<string, string> {
  const { objectives, runs, ...neutrals } = PALETTE[theme];
  return {
    ...Object.fromEntries(Object.entries(neutrals).map(([name, colour]) => [`--${name}`, colour])),
    ...Object.fromEntries(objectives.map((colour, place) => [`--objective-${place}`, colour])),
    ...Object.fromEntries(runs.map((colour, place) => [`--run-${place}`, colour])),
  };
}

/** There are colours for more places than a run or a comparison can have; a draft of a run can have any number. */
function variable(kind: string, place: number, colours: readonly string[]): string {
  return `var(--${kind}-${place % colours.length})`;
}
