import type { Config } from "../../../api/types";
import { valueAt } from "../form/formContext";
import { pathOf } from "../yamlDraft";
import type { Axis } from "./axes";

/** The axes that an address asks for, each with the value that the config has. */
export function firstAxes(fields: readonly string[], config: Config): Axis[] {
  return fields.map((field) => {
    const value = valueAt(config, pathOf(field));
    return { field, text: typeof value === "string" || typeof value === "number" ? String(value) : "" };
  });
}
