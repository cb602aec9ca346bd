import type { Preset } from "../../api/types";

type Words = Pick<Preset, "title" | "group" | "description">;

/**
 * Presets whose title and group contain every word of a search, in any order.
 *
 * If there are none, the description is searched too.
 */
export function foundPresets<T extends Words>(presets: readonly T[], search: string): T[] {
  const words = search
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const having = (textOf: (preset: T) => string) =>
    presets.filter((preset) => words.every((word) => textOf(preset).toLowerCase().includes(word)));
  const named = having(({ title, group }) => `${title} ${group}`);
  return named.length > 0 ? named : having(({ title, group, description }) => `${title} ${group} ${description}`);
}
