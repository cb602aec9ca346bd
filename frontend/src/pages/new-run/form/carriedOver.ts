import { isRecord } from "../../../api/shapes";
import { fieldOf, type Field, type Schema } from "./schema";

/**
 * A union's value in another variant: settings of the same name stay, and so does the preference, which one weighting
 * calls weights and another its start.
 */
export function carriedOver(
  field: Field & { kind: "union" },
  from: string,
  to: string,
  value: unknown,
  root: Schema,
): Record<string, unknown> {
  const target = field.variants[to]?.properties ?? {};
  const given = isRecord(value) ? value : {};
  const same = Object.entries(given).filter(([key]) => key !== field.tag && key in target);
  const oldWeights = weightsKey(field.variants[from], root);
  const newWeights = weightsKey(field.variants[to], root);
  const preference =
    oldWeights !== undefined && newWeights !== undefined && given[oldWeights] !== undefined
      ? { [newWeights]: given[oldWeights] }
      : {};
  return { [field.tag]: to, ...preference, ...Object.fromEntries(same) };
}

function weightsKey(variant: Schema | undefined, root: Schema): string | undefined {
  return Object.entries(variant?.properties ?? {}).find(([, schema]) => fieldOf(schema, root).kind === "weights")?.[0];
}
