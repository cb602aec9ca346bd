import { isRecord } from "../../api/shapes";
import type { Sweep } from "../../api/sweepRequests";
import type { Run } from "../../api/types";
import { configDifferences } from "./configDifferences";

export const KEY = "by";
export const REPLICATES = "replicates";
const NONE = "none";
/** The most fields that the server groups by. */
const MOST_FIELDS = 20;
/** Above so many runs, single lines cannot be told apart. */
export const MOST_READABLE = 10;

/** What an address groups by; where it says nothing, by what is usual for its runs. */
export function byOf(word: string | null, usual: readonly string[]): readonly string[] {
  if (word === null) return usual;
  return word === NONE ? [] : word.split(",").filter(Boolean);
}

/** How an address says it; null where nothing need be said. */
export function wordOf(by: readonly string[], usual: readonly string[]): string | null {
  return by.join(",") === usual.join(",") ? null : by.join(",") || NONE;
}

/** A sweep is grouped by what its cells vary, which groups its replicates and names them by their values. */
export function usualGrouping(sweep: Pick<Sweep, "cells"> | undefined): readonly string[] {
  const fields = [...new Set(sweep?.cells.flatMap(({ overrides }) => Object.keys(overrides)))];
  return fields.length > 0 && fields.length <= MOST_FIELDS ? fields : [REPLICATES];
}

/** The fields that runs can be grouped by: those in which their configs differ, and the preference as a whole. */
export function groupFields(runs: readonly Run[]): string[] {
  const differing = configDifferences(runs).differing.map(({ setting }) => setting);
  const preferences = ["weights", "initial"].filter(
    (key) => new Set(runs.map((run) => JSON.stringify(preferenceAt(run, key)))).size > 1,
  );
  const fields = [
    ...differing.filter((setting) => setting !== "seed"),
    ...preferences.map((key) => `weighting.${key}`),
  ];
  return fields.sort((one, other) => rank(one) - rank(other));
}

function preferenceAt(run: Run, key: string): unknown {
  return isRecord(run.config.weighting) ? run.config.weighting[key] : undefined;
}

/** The method first, as it is what is mostly compared. */
function rank(field: string): number {
  return field === "weighting.type" ? 0 : 1;
}

/** At most so many runs, evenly chosen from their order, so that no cell of a sweep is left out as a whole. */
export function evenlyChosen(ids: readonly string[], most: number): readonly string[] {
  if (ids.length <= most) return ids;
  const places = Array.from({ length: most }, (_, at) => Math.floor((at * ids.length) / most));
  return ids.filter((_, at) => places.includes(at));
}
