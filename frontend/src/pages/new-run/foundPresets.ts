import type { Preset } from "../../api/types";

type Words = Pick<Preset, "title" | "group" | "description">;

/** Presets that have every word of a search in title, group or description; those with all of them in the title first. */
export function foundPresets<T extends Words>(presets: readonly T[], search: string): T[] {
  const words = search.toLowerCase().split(/[\s,]+/).filter(Boolean);
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = presets.filter((preset) => has(`${preset.title} ${preset.group} ${preset.description}`));
  return [...found.filter((preset) => has(preset.title)), ...found.filter((preset) => !has(preset.title))];
}
