import { useMemo, useState } from "react";
import { isList, isRecord } from "../../../api/shapes";
import type { Config } from "../../../api/types";
import { objectiveNames } from "../form/objectiveNames";
import type { Schema } from "../form/schema";
import { axisKindAt } from "./axisKind";
import { FIRST_SETTING, modeFaults, storedSetting, type ModeSetting } from "./modeSetting";
import { parseAxis, parseSeeds, type Axis, type ParsedAxis, type Seeds } from "./axes";

export interface SweepState {
  axes: readonly Axis[];
  parsed: readonly ParsedAxis[];
  /** The seeds as they were typed, if they were more than one; else empty, and the seed is that of the config. */
  seedsText: string;
  seeds: Seeds;
  /** How the cells are made. */
  setting: ModeSetting;
  /** What is wrong with the settings of the mode, by their place in the request. */
  modeFaults: Readonly<Record<string, string>>;
  /** Whether there is anything to sweep. */
  on: boolean;
  /** What is wrong with the typed values and seeds. */
  faults: readonly string[];
  /** Starts to vary a field, or changes its values. */
  vary: (field: string, text: string) => void;
  remove: (field: string) => void;
  typeSeeds: (text: string) => void;
  set: (changes: Partial<ModeSetting>) => void;
  forget: () => void;
}

interface Stored {
  axes: Axis[];
  seeds: string;
  setting: ModeSetting;
}

/** What is varied from the config being written, `first` to begin with. It survives a reload, as the config does. */
export function useSweepDraft(draftKey: string, config: Config, root: Schema, first: readonly Axis[]): SweepState {
  const key = `${draftKey} sweep`;
  const [stored, setStored] = useState(() => read(sessionStorage.getItem(key), first));
  const set = (next: Stored) => {
    setStored(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  };
  const { mode } = stored.setting;
  const parsed = useMemo(() => {
    const objectives = objectiveNames(config, root);
    return stored.axes.map((axis) => parseAxis(axis, axisKindAt(axis.field, config, root), objectives, mode));
  }, [stored.axes, config, root, mode]);
  const seeds = useMemo(() => parseSeeds(stored.seeds), [stored.seeds]);
  const ofMode = useMemo(() => modeFaults(stored.setting), [stored.setting]);
  const faults = [
    ...parsed.flatMap(({ fault }) => fault ?? []),
    ...(seeds.fault === null ? [] : [seeds.fault]),
    ...Object.values(ofMode),
  ];
  return {
    axes: stored.axes,
    parsed,
    seedsText: stored.seeds,
    seeds,
    setting: stored.setting,
    modeFaults: ofMode,
    on: mode === "ols" || stored.axes.length > 0 || seeds.values.length > 1 || seeds.fault !== null,
    faults,
    vary: (field, text) => set({ ...stored, axes: withAxis(stored.axes, { field, text }) }),
    remove: (field) => set({ ...stored, axes: stored.axes.filter((axis) => axis.field !== field) }),
    typeSeeds: (text) => set({ ...stored, seeds: text }),
    set: (changes) => set({ ...stored, setting: { ...stored.setting, ...changes } }),
    forget: () => sessionStorage.removeItem(key),
  };
}

function withAxis(axes: readonly Axis[], axis: Axis): Axis[] {
  const known = axes.some(({ field }) => field === axis.field);
  return known ? axes.map((one) => (one.field === axis.field ? axis : one)) : [...axes, axis];
}

function read(text: string | null, first: readonly Axis[]): Stored {
  const value: unknown = text === null ? null : JSON.parse(text);
  if (!isRecord(value) || !isList(value.axes)) return { axes: [...first], seeds: "", setting: FIRST_SETTING };
  const axes = value.axes
    .filter(isRecord)
    .map(({ field, text: typed }) => ({ field: String(field), text: String(typed) }));
  return {
    axes: axes.length > 0 ? axes : [...first],
    seeds: typeof value.seeds === "string" ? value.seeds : "",
    setting: storedSetting(value.setting),
  };
}
