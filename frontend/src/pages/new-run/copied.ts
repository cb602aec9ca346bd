import type { Config, Run } from "../../api/types";

/** The most characters of a name. */
const LONGEST_NAME = 200;

/** The step in an address; null if there is none. */
export function stepOf(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** The config of a copy of a run, or of a fork of its checkpoint of a step. */
export function copiedConfig({ id, name, config }: Pick<Run, "id" | "name" | "config">, step: number | null): Config {
  if (step === null) return { ...config, name: undefined };
  return {
    ...config,
    name: `fork of ${name} at ${step}`.slice(0, LONGEST_NAME),
    interpolation: null,
    reevaluation: null,
    fork: { run_id: id, step },
  };
}

/** Which run a new one is copied from. */
export function originWords({ name }: Pick<Run, "name">, step: number | null): string {
  return step === null ? `from ${name}` : `fork of ${name} at step ${step}`;
}
