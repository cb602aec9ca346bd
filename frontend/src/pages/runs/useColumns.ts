import { useLocalStorage } from "@mantine/hooks";
import type { Objective, Run } from "../../api/types";
import { objectivesOf } from "./listProps";

/** Objectives that fit beside hypervolume, duration and start on a wide screen. */
const FIT = 3;

export interface Columns {
  shown: Objective[];
  /** Whether there are more objectives than fit. */
  choosable: boolean;
  toggle: (name: string) => void;
}

/** The objectives with a column in the list of runs: the chosen ones, else the most common ones that fit. */
export function useColumns(runs: readonly Run[]): Columns {
  return useChosenColumns(objectivesOf(runs), usualColumns(runs));
}

/** The same for objectives of which the usual ones are known. */
export function useChosenColumns(all: readonly Objective[], usual: readonly Objective[]): Columns {
  const [chosen, setChosen] = useLocalStorage<string[] | null>({
    key: "paretoscope-run-columns",
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const choosable = all.length > FIT;
  const kept = choosable ? (chosen ?? usual.slice(0, FIT).map(({ name }) => name)) : all.map(({ name }) => name);
  const toggle = (name: string) =>
    setChosen(kept.includes(name) ? kept.filter((other) => other !== name) : [...kept, name]);
  return { shown: all.filter(({ name }) => kept.includes(name)), choosable, toggle };
}

/** The objectives that most runs have, as many as fit, in the order in which they are met. */
export function usualColumns(runs: readonly Run[]): Objective[] {
  const all = objectivesOf(runs);
  const count = ({ name }: Objective) =>
    runs.filter((run) => run.objectives.some((objective) => objective.name === name)).length;
  const kept = all.toSorted((a, b) => count(b) - count(a)).slice(0, FIT);
  return all.filter((objective) => kept.includes(objective));
}
