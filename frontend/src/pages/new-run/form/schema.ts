import { isRecord } from "../../../api/shapes";

/** The part of JSON Schema that pydantic writes for a run config. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
}

/** A text that may be at least this many characters long is edited on several lines. */
const LONG_TEXT = 10_000;

/** What a field of the form is, read from its schema. */
export type Field =
  /** `optional`: it may be left out as a whole, which differs from having its defaults. */
  | { kind: "section"; properties: [string, Schema][]; required: string[]; optional?: boolean }
  | { kind: "union"; tag: string; variants: Record<string, Schema> }
  | { kind: "list"; items: Schema; least: number; most: number }
  /** Several words out of `options`, or any words if that is null. */
  | { kind: "words"; options: string[] | null }
  | { kind: "tuple"; items: Schema[] }
  | { kind: "choice"; options: string[] }
  | { kind: "fixed" }
  /** `optional`: null is a value too, such as a limit that is switched off. */
  | { kind: "number"; optional?: boolean }
  | { kind: "text"; long?: boolean }
  | { kind: "flag"; optional?: boolean }
  | { kind: "weights" }
  | { kind: "values" }
  | { kind: "choice or values"; options: string[] };

/**
 * Checks that an answer is a schema from which a form can be drawn.
 *
 * @throws TypeError if it has no properties.
 */
export function schemaOf(answer: Record<string, unknown>): Schema {
  const { properties, $defs } = answer;
  if (!isRecord(properties) || !(isRecord($defs) || $defs === undefined))
    throw new TypeError("The server sent a schema from which this page cannot draw a form.");
  return answer;
}

/** Follows a reference. What stands beside it, such as a description, is kept. */
export function resolved(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const target = root.$defs?.[$ref.replace("#/$defs/", "")] ?? {};
  return { ...resolved(target, root), ...beside };
}

/** Reads the kind of a field. Whether it may be null does not change its kind. */
export function fieldOf(given: Schema, root: Schema): Field {
  const schema = resolved(given, root);
  if (schema.anyOf)
    return fieldOfAlternatives(
      schema.anyOf.map((one) => resolved(one, root)),
      root,
    );
  if (schema.oneOf && schema.discriminator) return unionOf(schema, root);
  if (schema.const !== undefined) return { kind: "fixed" };
  if (schema.enum) return schema.enum.length > 1 ? { kind: "choice", options: schema.enum } : { kind: "fixed" };
  switch (schema.type) {
    case "object":
      return objectField(schema);
    case "array":
      return schema.prefixItems ? { kind: "tuple", items: schema.prefixItems } : listField(schema, root);
    case "boolean":
      return { kind: "flag" };
    case "integer":
    case "number":
      return { kind: "number" };
    case undefined:
    default:
      return (schema.maxLength ?? 0) >= LONG_TEXT ? { kind: "text", long: true } : { kind: "text" };
  }
}

function fieldOfAlternatives(alternatives: Schema[], root: Schema): Field {
  const given = alternatives.filter((one) => one.type !== "null");
  const choice = given.find((one) => one.enum);
  const map = given.find((one) => one.type === "object");
  if (choice?.enum && map) return { kind: "choice or values", options: choice.enum };
  if (!given[0]) return { kind: "text" };
  const field = fieldOf(given[0], root);
  const canBeOptional = field.kind === "section" || field.kind === "flag" || field.kind === "number";
  return canBeOptional && given.length < alternatives.length ? { ...field, optional: true } : field;
}

function unionOf(schema: Schema, root: Schema): Field {
  const tag = schema.discriminator?.propertyName ?? "type";
  const variants = (schema.oneOf ?? []).map((one) => resolved(one, root));
  const tagged = variants.map((variant) => [String(variant.properties?.[tag]?.const), variant] as const);
  return { kind: "union", tag, variants: Object.fromEntries(tagged) };
}

function objectField(schema: Schema): Field {
  if (schema.properties)
    return { kind: "section", properties: Object.entries(schema.properties), required: schema.required ?? [] };
  const values = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  return values.minimum === 0 && values.maximum === 1 ? { kind: "weights" } : { kind: "values" };
}

function listField(schema: Schema, root: Schema): Field {
  const items = resolved(schema.items ?? {}, root);
  if (items.enum) return { kind: "words", options: items.enum };
  if (items.type === "string") return { kind: "words", options: null };
  return { kind: "list", items: schema.items ?? {}, least: schema.minItems ?? 0, most: schema.maxItems ?? Infinity };
}

/** The variant that a value of a union has; without a tag the first one, which is every section's default. */
export function variantOf(field: Field & { kind: "union" }, value: unknown): string {
  const tag = isRecord(value) ? value[field.tag] : undefined;
  return typeof tag === "string" && tag in field.variants ? tag : (Object.keys(field.variants)[0] ?? "");
}
