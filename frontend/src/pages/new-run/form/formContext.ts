import { createContext, useContext } from "react";
import { isList, isRecord } from "../../../api/shapes";
import type { Config, FieldError } from "../../../api/types";
import type { Path } from "../yamlDraft";
import type { Schema } from "./schema";

export interface FormState {
  root: Schema;
  config: Config;
  /** The config with its defaults, as the server last filled it in. */
  filled: Config | null;
  errors: readonly FieldError[];
  /** Names of the config's trained objectives in their own order. */
  objectives: readonly string[];
  /** False while the text beside the form is not valid YAML. */
  editable: boolean;
  edit: (path: Path, value: unknown) => void;
}

export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const state = useContext(FormContext);
  if (!state) throw new Error("A form field stands outside of a form.");
  return state;
}

export function valueAt(config: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => {
    if (isList(part)) return part[Number(key)];
    return isRecord(part) ? part[key] : undefined;
  }, config);
}

/** The server's messages about a field, and with `deep` about what is inside it. */
export function errorsAt(errors: readonly FieldError[], path: Path, deep = false): string | null {
  const field = path.join(".");
  const messages = errors
    .filter((error) => error.field === field || (deep && error.field.startsWith(`${field}.`)))
    .map((error) => error.message);
  return messages.length > 0 ? messages.join(" ") : null;
}
