/** How the cells of a sweep are made, as it is typed in the form. */

import { isRecord } from "../../../api/shapes";

export const MODES = ["grid", "zip", "random", "ols"] as const;
export type Mode = (typeof MODES)[number];
export const SPLITS = ["validation", "test"] as const;

/** The settings of all modes; each mode uses its own. */
export interface ModeSetting {
  mode: Mode;
  draws: string;
  drawSeed: string;
  tolerance: string;
  maxCells: string;
  parallel: string;
  split: (typeof SPLITS)[number];
}

export const FIRST_SETTING: ModeSetting = {
  mode: "grid",
  draws: "20",
  drawSeed: "0",
  tolerance: "0.02",
  maxCells: "20",
  parallel: "1",
  split: "validation",
};

export const MODE_WORDS: Record<Mode, { label: string; what: string }> = {
  grid: { label: "grid", what: "One cell for every combination of the values that vary." },
  zip: { label: "in step", what: "The first values of all axes make a cell, then the second ones, and so on." },
  random: { label: "random", what: "Each cell is drawn: a value of each axis, or a number between two bounds." },
  ols: {
    label: "linear support",
    what: "The sweep finds the preferences itself. Each one is where the runs so far leave most room for improvement.",
  },
};

/** A field of a mode: its place in the request, and what it must be. */
export interface NumberField {
  key: "draws" | "drawSeed" | "tolerance" | "maxCells" | "parallel";
  /** Its place in the request, by which the server names it. */
  place: string;
  label: string;
  description: string;
  whole: boolean;
}

export const NUMBER_FIELDS: Record<Mode, readonly NumberField[]> = {
  grid: [],
  zip: [],
  random: [
    { key: "draws", place: "draws", label: "Draws", description: "Number of cells to draw.", whole: true },
    {
      key: "drawSeed",
      place: "draw_seed",
      label: "Seed of the draws",
      description: "The same seed draws the same cells.",
      whole: true,
    },
  ],
  ols: [
    {
      key: "tolerance",
      place: "linear_support.tolerance",
      label: "Tolerance",
      description:
        "The sweep ends once no preference can improve by more than this share of the range of the values found.",
      whole: false,
    },
    {
      key: "maxCells",
      place: "linear_support.max_cells",
      label: "Most cells",
      description: "Largest number of preferences to try.",
      whole: true,
    },
    {
      key: "parallel",
      place: "linear_support.parallel",
      label: "At a time",
      description: "Largest number of preferences to try at the same time.",
      whole: true,
    },
  ],
};

/** What is wrong with the typed settings of a mode, by their place in the request. */
export function modeFaults(setting: ModeSetting): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { key, place, whole } of NUMBER_FIELDS[setting.mode]) {
    const text = setting[key].trim();
    if (text === "" || !Number.isFinite(Number(text))) faults[place] = `“${text}” is not a number.`;
    else if (whole && !Number.isInteger(Number(text))) faults[place] = `${text} is not a whole number.`;
  }
  return faults;
}

/** Settings that were stored as JSON; what is missing or unknown is as at first. */
export function storedSetting(value: unknown): ModeSetting {
  if (!isRecord(value)) return FIRST_SETTING;
  const text = (key: NumberField["key"]) => (typeof value[key] === "string" ? value[key] : FIRST_SETTING[key]);
  return {
    mode: MODES.find((mode) => mode === value.mode) ?? FIRST_SETTING.mode,
    draws: text("draws"),
    drawSeed: text("drawSeed"),
    tolerance: text("tolerance"),
    maxCells: text("maxCells"),
    parallel: text("parallel"),
    split: SPLITS.find((split) => split === value.split) ?? FIRST_SETTING.split,
  };
}
