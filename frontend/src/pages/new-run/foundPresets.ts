import type { Preset } from "../../api/types";

type Words = Pick<Preset, "title" | "group" | "description">;

/** Presets that have every word of a search in title and group, in any order; where none has, those that have them in what is said of them too. */
export function foundPresets<T extends Words>(presets: readonly T[], search: string): T[] {
  const words = search.toLowerCase().split(/[\s,]+/).filter(Boolean);
  const having = (textOf: (preset: T) => string) => presets.filter((preset) => words.every((word) => textOf(preset).toLowerCase().includes(word)));
  const named = having(({ title, group }) => `${title} ${group}`);
  return named.length > 0 ? named : having(({ title, group, description }) => `${title} ${group} ${description}`);
}
