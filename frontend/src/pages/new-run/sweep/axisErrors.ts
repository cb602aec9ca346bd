import type { FieldError } from "../../../api/types";

export interface SortedErrors {
  /** What is wrong with each axis, by its field. */
  byField: Readonly<Record<string, string>>;
  /** What is wrong with something else. */
  others: readonly string[];
}

/**
 * Puts the server's errors about a sweep beside the axes that they name.
 *
 * An error names an axis by its place in the request, or a field of a cell's config. In the section of a type that
 * varies, every error belongs to the type.
 */
export function sortErrors(errors: readonly FieldError[], fields: readonly string[]): SortedErrors {
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const { field, message } of errors) {
    const axis = axisOf(field, fields);
    if (axis === undefined) others.push(field === "" ? message : `${field}: ${message}`);
    else byField[axis] = [byField[axis], message].filter(Boolean).join(" ");
  }
  return { byField, others };
}

function axisOf(named: string, fields: readonly string[]): string | undefined {
  const place = /^axes\.(\d+)/.exec(named)?.[1];
  if (place !== undefined) return fields[Number(place)];
  const within = (field: string, section: string) => field === section || field.startsWith(`${section}.`);
  return (
    fields.find((field) => within(named, field)) ??
    fields.find((field) => field.includes(".") && within(named, field.slice(0, field.lastIndexOf("."))) && isTag(field))
  );
}

function isTag(field: string): boolean {
  return field.endsWith(".type") || field.endsWith(".engine");
}
