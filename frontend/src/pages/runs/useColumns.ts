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
  const [chosen, setChosen] = useLocalStorage<string[] | null>({
    key: "paretoscope-run-columns",
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const all = objectivesOf(runs);
  const choosable = all.length > FIT;
  const shown = choosable ? columnsOf(runs, chosen) : all;
  const toggle = (name: string) => {
    const names = shown.map((objective) => objective.name);
    setChosen(names.includes(name) ? names.filter((other) => other !== name) : [...names, name]);
  };
  return { shown, choosable, toggle };
}

export function columnsOf(runs: readonly Run[], chosen: readonly string[] | null): Objective[] {
  const all = objectivesOf(runs);
  const count = ({ name }: Objective) =>
    runs.filter((run) => run.objectives.some((objective) => objective.name === name)).length;
  const kept =
    chosen ??
    all
      .toSorted((a, b) => count(b) - count(a))
      .slice(0, FIT)
      .map(({ name }) => name);
  return all.filter(({ name }) => kept.includes(name));
}
