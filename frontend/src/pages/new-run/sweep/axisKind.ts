import { isRecord } from "../../../api/shapes";
import type { Config } from "../../../api/types";
import { fieldOf, resolved, variantOf, type Schema } from "../form/schema";
import { valueAt } from "../form/formContext";
import { pathOf, type Path } from "../yamlDraft";

/** What values of an axis are, read from the schema of its field. */
export type AxisKind =
  | { kind: "number"; whole: boolean; least: number; most: number; optional: boolean }
  | { kind: "choice"; options: readonly string[] }
  | { kind: "flag" }
  | { kind: "text" }
  /** A preference: one weight per objective. */
  | { kind: "weights" };

/** Runs of a sweep are named after what differs, and seeds make replicates. */
const NEVER = new Set(["name", "seed"]);

/** Whether a sweep can vary a field; null if it cannot. Items of lists have no path of their own. */
export function axisKindOf(given: Schema, path: Path, root: Schema): AxisKind | null {
  if (NEVER.has(path.join(".")) || path.some((part) => typeof part === "number")) return null;
  const schema = resolved(given, root);
  const field = fieldOf(schema, root);
  switch (field.kind) {
    case "number":
      return numberKind(schema, field.optional === true, root);
    case "choice":
    case "choice or values":
      return { kind: "choice", options: field.options };
    case "text":
      return field.long ? null : { kind: "text" };
    case "flag":
    case "weights":
      return { kind: field.kind };
    case "fixed":
    case "list":
    case "section":
    case "tuple":
    case "union":
    case "values":
    case "words":
      return null;
  }
}

function numberKind(schema: Schema, optional: boolean, root: Schema): AxisKind {
  const shapes = schema.anyOf?.map((one) => resolved(one, root)) ?? [schema];
  const number = shapes.find(({ type }) => type === "integer" || type === "number") ?? schema;
  return {
    kind: "number",
    whole: number.type === "integer",
    least: number.minimum ?? -Infinity,
    most: number.maximum ?? Infinity,
    optional,
  };
}

/** The kind of the axis over a dotted path; null if no config has such a field. */
export function axisKindAt(field: string, config: Config, root: Schema): AxisKind | null {
  const path = pathOf(field);
  let schema = root;
  for (const [at, part] of path.entries()) {
    const shape = resolved(schema, root);
    const here = fieldOf(shape, root);
    const key = String(part);
    if (here.kind === "union") {
      if (key === here.tag) return { kind: "choice", options: Object.keys(here.variants) };
      const own = here.variants[variantOf(here, valueAt(config, path.slice(0, at)))];
      const variant = [own, ...Object.values(here.variants)].find((one) => one?.properties?.[key]);
      schema = variant?.properties?.[key] ?? {};
    } else {
      const inside = [shape, ...(shape.anyOf ?? []).map((one) => resolved(one, root))];
      schema = inside.find((one) => one.properties?.[key])?.properties?.[key] ?? {};
    }
    if (!isRecord(schema) || Object.keys(schema).length === 0) return null;
  }
  return axisKindOf(schema, path, root);
}
