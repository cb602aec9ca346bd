import { valueAt, type FormState } from "../form/formContext";
import { labelOf } from "../form/labels";
import { resolved, type Field, type Schema } from "../form/schema";
import type { Path } from "../yamlDraft";
import { axisKindOf } from "./axisKind";
import { writtenValues } from "./axes";
import type { Variable } from "./sweepContext";

/** A setting as something that a sweep can vary; null if it cannot. It begins with the value that it has. */
export function variableOf(schema: Schema, path: Path, form: FormState): Variable | null {
  const kind = axisKindOf(schema, path, form.root);
  if (kind === null) return null;
  const value =
    valueAt(form.config, path) ?? valueAt(form.filled, path) ?? resolved(schema, form.root).default ?? undefined;
  const isKnown = value !== undefined && (kind.kind !== "choice" || typeof value === "string");
  return {
    field: path.join("."),
    kind,
    label: labelOf(String(path.at(-1))),
    start: kind.kind === "flag" ? "off, on" : isKnown ? writtenValues([value], form.objectives) : "",
  };
}

/** The type of a section, which decides what other settings it has. */
export function tagVariable(field: Field & { kind: "union" }, path: Path, tag: string): Variable | null {
  const options = Object.keys(field.variants);
  if (options.length < 2) return null;
  const section = labelOf(String(path.at(-1)));
  return { field: [...path, field.tag].join("."), kind: { kind: "choice", options }, label: section, start: tag };
}
