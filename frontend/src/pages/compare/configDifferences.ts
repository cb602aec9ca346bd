import { isRecord } from "../../api/shapes";
import type { Run } from "../../api/types";

export interface Difference {
  setting: string;
  /** One per run; `undefined` where the run has no such setting. */
  values: (string | undefined)[];
}

export interface Differences {
  differing: Difference[];
  settings: number;
  /** Whether the runs' preferences differ; they are drawn, not written. */
  preferenceDiffers: boolean;
}

/** Settings that do not affect training, or that the preference already shows. */
const LEFT_OUT = new Set(["name", "weighting.weights", "weighting.initial"]);

/** Which settings the runs do not share, by dotted path. */
export function configDifferences(runs: readonly Run[]): Differences {
  const flat = runs.map((run) => flattened(run.config));
  const settings = [...new Set(flat.flatMap((settingsOfRun) => [...settingsOfRun.keys()]))];
  const differing = settings
    .map((setting) => ({ setting, values: flat.map((settingsOfRun) => settingsOfRun.get(setting)) }))
    .filter(({ values }) => new Set(values).size > 1);
  const preferences = new Set(runs.map((run) => JSON.stringify(Object.entries(run.preference).sort())));
  return { differing, settings: settings.length + 1, preferenceDiffers: preferences.size > 1 };
}

/** Whether the runs that have a setting agree on it. It then follows from another one, mostly from the method. */
export function isOfSome({ values }: Difference): boolean {
  return new Set(values.filter((value) => value !== undefined)).size === 1;
}

/** Whether each group has the same values of a setting, such as the same seeds. It then tells no groups apart. */
export function variesAlike(
  { values }: Difference,
  runs: readonly Pick<Run, "id">[],
  inside: ReadonlyMap<string, string>,
): boolean {
  const found = new Map<string, Set<string | undefined>>();
  for (const [at, run] of runs.entries()) {
    const group = inside.get(run.id) ?? "";
    found.set(group, (found.get(group) ?? new Set()).add(values[at]));
  }
  return new Set([...found.values()].map((own) => JSON.stringify([...own].toSorted()))).size === 1;
}

const MOST_SHOWN = 3;

/** The values of a setting among the runs of one column, each once; of many, how many there are. */
export function joinedValues(values: readonly (string | undefined)[]): string | undefined {
  const distinct = [...new Set(values)].filter((value) => value !== undefined);
  if (distinct.length === 0) return undefined;
  return distinct.length > MOST_SHOWN ? `${distinct.length} values` : distinct.join(", ");
}

function flattened(value: unknown, path = "", into = new Map<string, string>()): Map<string, string> {
  if (LEFT_OUT.has(path)) return into;
  if (isRecord(value) && Object.keys(value).length > 0) {
    for (const [key, part] of Object.entries(value)) flattened(part, path ? `${path}.${key}` : key, into);
  } else {
    into.set(path, written(value));
  }
  return into;
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(", ");
  if (isRecord(value) && typeof value.name === "string") return value.name;
  if (value === null) return "left out";
  return typeof value === "string" ? value : JSON.stringify(value);
}
