import { createContext, useContext } from "react";
import type { AxisKind } from "./axisKind";
import type { SweepState } from "./useSweepDraft";

export interface SweepForm extends SweepState {
  /** What the server says is wrong with each axis, by its field. */
  errors: Readonly<Record<string, string>>;
  /** What the server says is wrong with the settings of the mode, by their place in the request. */
  modeErrors: Readonly<Record<string, string>>;
}

export const SweepContext = createContext<SweepForm | null>(null);

export function useSweepForm(): SweepForm {
  const state = useContext(SweepContext);
  if (!state) throw new Error("A field that may vary stands outside of a form.");
  return state;
}

/** A field that a sweep can vary. */
export interface Variable {
  field: string;
  kind: AxisKind;
  label: string;
  /** The values to begin with, as they would be typed. */
  start: string;
}

/** The field that a frame is drawn around, if a sweep can vary it. */
export const VariableContext = createContext<Variable | null>(null);
