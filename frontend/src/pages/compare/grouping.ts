import type { Sweep } from "../../api/sweepRequests";
import type { Run } from "../../api/types";
import { configDifferences, isOfSome } from "./configDifferences";

export const KEY = "by";
export const REPLICATES = "replicates";
const NONE = "none";
const FIRST = ["weighting.type", "preference"];
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
  const { differing: differences, preferenceDiffers } = configDifferences(runs);
  const differing = differences.filter((one) => !isOfSome(one)).map(({ setting }) => setting);
  const fields = [...differing.filter((setting) => setting !== "seed"), ...(preferenceDiffers ? ["preference"] : [])];
  return fields.sort((one, other) => rank(one) - rank(other));
}

/** The method and the preference first, as they are what is mostly compared. */
function rank(field: string): number {
  const place = FIRST.indexOf(field);
  return place < 0 ? FIRST.length : place;
}

/** At most so many runs, evenly chosen from their order, so that no cell of a sweep is left out as a whole. */
export function evenlyChosen(ids: readonly string[], most: number): readonly string[] {
  if (ids.length <= most) return ids;
  const places = Array.from({ length: most }, (_, at) => Math.floor((at * ids.length) / most));
  return ids.filter((_, at) => places.includes(at));
}
