import type { SweepDraft } from "../../../api/sweepRequests";
import type { FieldError } from "../../../api/types";

export interface SortedErrors {
  /** What is wrong with each axis, by its field. */
  byField: Readonly<Record<string, string>>;
  /** What is wrong with the settings of the mode, by their place in the request. */
  ofMode: Readonly<Record<string, string>>;
  /** What is wrong with the configs of cells, in fields that do not vary. */
  ofConfig: readonly FieldError[];
  /** What is wrong with something else. */
  others: readonly string[];
}

const MODE_PLACES = ["draws", "draw_seed", "linear_support"];

/**
 * Puts the server's errors about a sweep beside what they name: an axis, a setting of the mode, or a field of the form.
 *
 * An error names an axis by its place in the request, or a field of a cell's config. In the section of a type that
 * varies, every error belongs to the type.
 */
export function sortErrors(
  errors: readonly FieldError[],
  fields: readonly string[],
  draft: Pick<SweepDraft, "axes" | "ranges"> | null,
): SortedErrors {
  const byField: Record<string, string> = {};
  const ofMode: Record<string, string> = {};
  const ofConfig: FieldError[] = [];
  const others: string[] = [];
  const add = (found: Record<string, string>, key: string, message: string) => {
    found[key] = [found[key], message].filter(Boolean).join(" ");
  };
  for (const error of errors) {
    const { field, message } = error;
    const axis = axisOf(field, fields, draft);
    if (axis !== undefined) add(byField, axis, message);
    else if (MODE_PLACES.some((place) => isWithin(field, place))) add(ofMode, field, message);
    else if (field === "" || REQUEST_PLACES.has(field.split(".")[0] ?? "")) others.push(message);
    else ofConfig.push(error);
  }
  return { byField, ofMode, ofConfig, others };
}

/** Parts of the request that are no fields of a config. */
const REQUEST_PLACES = new Set(["axes", "ranges", "cells", "seeds", "mode", "base", "notes", "priority", "name"]);

function axisOf(named: string, fields: readonly string[], draft: Pick<SweepDraft, "axes" | "ranges"> | null) {
  const [, list, place] = /^(axes|ranges)\.(\d+)/.exec(named) ?? [];
  if (place !== undefined) return (list === "ranges" ? draft?.ranges : draft?.axes)?.[Number(place)]?.field;
  return (
    fields.find((field) => isWithin(named, field)) ??
    fields.find(
      (field) => field.includes(".") && isWithin(named, field.slice(0, field.lastIndexOf("."))) && isTag(field),
    )
  );
}

function isWithin(field: string, section: string): boolean {
  return field === section || field.startsWith(`${section}.`);
}

function isTag(field: string): boolean {
  return field.endsWith(".type") || field.endsWith(".engine");
}
