import { isRecord } from "../../../api/shapes";
import type { Config } from "../../../api/types";
import { fieldOf, resolved, variantOf, type Schema } from "./schema";

/** Kinds of fields whose default is empty. The schema does not state it, because it is built per config. */
const EMPTY_BY_DEFAULT = ["list", "words", "values"];

/** The config without the settings that are at their default, so that what was chosen stands out. */
export function withoutDefaults(config: Config, root: Schema): Config {
  const pruned = prune(config, root, root);
  return isRecord(pruned) ? pruned : {};
}

/** Undefined if nothing is left. */
function prune(value: unknown, given: Schema, root: Schema): unknown {
  const schema = resolved(given, root);
  if (schema.default !== undefined && JSON.stringify(value) === JSON.stringify(schema.default)) return undefined;
  const field = fieldOf(schema, root);
  if (EMPTY_BY_DEFAULT.includes(field.kind) && isEmpty(value)) return undefined;
  if (field.kind === "list" && Array.isArray(value))
    return value.map((item: unknown) => prune(item, field.items, root) ?? item);
  if (field.kind === "section" && isRecord(value)) return pruneSection(value, schema, root, null);
  if (field.kind === "union" && isRecord(value))
    return pruneSection(value, field.variants[variantOf(field, value)] ?? {}, root, field.tag);
  return value;
}

function pruneSection(value: Record<string, unknown>, schema: Schema, root: Schema, tag: string | null): unknown {
  const kept = Object.entries(value).flatMap(([key, part]) => {
    const property = schema.properties?.[key];
    const left = key === tag || !property ? part : prune(part, property, root);
    return left === undefined ? [] : [[key, left] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function isEmpty(value: unknown): boolean {
  return JSON.stringify(value) === "[]" || JSON.stringify(value) === "{}";
}
