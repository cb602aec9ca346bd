import { formatNumber } from "../../../components/numbers";
import { sumsToOne, type Weights } from "../../../components/weights";
import type { Range } from "../../../api/sweepRequests";
import type { AxisKind } from "./axisKind";
import type { Mode } from "./modeSetting";
import { rangeOf } from "./ranges";

/** A field that varies, with its values as they were typed. */
export interface Axis {
  field: string;
  text: string;
}

export interface ParsedAxis {
  field: string;
  values: unknown[];
  /** The bounds that values are drawn between; null if they are listed. */
  range: Range | null;
  /** What is wrong with the typed values; null if nothing is. */
  fault: string | null;
}

/** Thrown for a text that is no value of its field. */
class NoValue extends Error {}

/** Reads the values of an axis, separated by commas, or a range, and checks them against the schema of its field. */
export function parseAxis(
  { field, text }: Axis,
  kind: AxisKind | null,
  objectives: readonly string[],
  mode: Mode = "grid",
): ParsedAxis {
  const wrong = (fault: string): ParsedAxis => ({ field, values: [], range: null, fault });
  if (kind === null) return wrong("Configs of this base have no such field. Remove the axis.");
  if (mode === "ols") return wrong("Linear support varies the preference alone. Remove the axis, or choose a grid.");
  const parts = partsOf(text);
  const twice = parts.find((part, at) => parts.indexOf(part) < at);
  // In step, it is the combination of values that must differ.
  if (twice !== undefined && mode !== "zip") return wrong(`“${twice}” is listed twice. List it once.`);
  if (parts.length === 0) return wrong("Give the values that it should have.");
  try {
    const range = kind.kind === "number" ? rangeOf(field, text, kind.whole, (end) => numberOf(end, kind)) : null;
    if (range === null)
      return { field, values: parts.map((part) => valueOf(part, kind, objectives)), range, fault: null };
    if (mode !== "random") return wrong("A range is drawn at random. Choose the mode random, or give values.");
    return { field, values: [], range, fault: null };
  } catch (error) {
    if (error instanceof NoValue) return wrong(error.message);
    throw error;
  }
}

export function partsOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function valueOf(text: string, kind: AxisKind, objectives: readonly string[]): unknown {
  switch (kind.kind) {
    case "text":
      return text;
    case "choice":
      if (!kind.options.includes(text)) throw new NoValue(`“${text}” is none of ${kind.options.join(", ")}.`);
      return text;
    case "flag":
      if (text !== "on" && text !== "off") throw new NoValue(`“${text}” is neither on nor off.`);
      return text === "on";
    case "weights":
      return weightsOf(text, objectives);
    case "number":
      return numberOf(text, kind);
  }
}

function numberOf(text: string, kind: AxisKind & { kind: "number" }): number | null {
  if (kind.optional && text.toLowerCase() === "none") return null;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new NoValue(`“${text}” is not a number.`);
  if (kind.whole && !Number.isInteger(value)) throw new NoValue(`${text} is not a whole number.`);
  if (value < kind.least) throw new NoValue(`${text} is less than ${kind.least}, the least that it may be.`);
  if (value > kind.most) throw new NoValue(`${text} is more than ${kind.most}, the most that it may be.`);
  return value;
}

/** A preference is written as weights in the order of the objectives: "0.5/0.25/0.25". */
function weightsOf(text: string, objectives: readonly string[]): Weights {
  const shares = text.split("/").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (shares.length !== objectives.length || shares.some((share) => !(share >= 0)))
    throw new NoValue(`“${text}” is not one weight per objective. Write ${objectives.map(() => "…").join("/")}.`);
  const weights = Object.fromEntries(objectives.map((name, at) => [name, shares[at] ?? 0]));
  if (!sumsToOne(weights)) {
    const sum = shares.reduce((one, other) => one + other, 0);
    throw new NoValue(`The weights ${text} sum to ${formatNumber(sum)}. Make them sum to 1.`);
  }
  return weights;
}

/** Values as they would be typed. */
export function writtenValues(values: readonly unknown[], objectives: readonly string[]): string {
  return values.map((value) => writtenValue(value, objectives)).join(", ");
}

function writtenValue(value: unknown, objectives: readonly string[]): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "object") {
    const weights = new Map(Object.entries(value));
    return objectives.map((name) => String(weights.get(name) ?? 0)).join("/");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

export interface Seeds {
  values: number[];
  fault: string | null;
}

const LARGEST_SEED = 2 ** 31 - 1;

/** Reads seeds, separated by commas. */
export function parseSeeds(text: string): Seeds {
  const parts = partsOf(text);
  const wrong = parts.find((part) => !/^\d+$/.test(part) || Number(part) > LARGEST_SEED);
  if (wrong !== undefined) return { values: [], fault: `“${wrong}” is not a seed. Write whole numbers from 0.` };
  const values = parts.map(Number);
  const twice = values.find((seed, at) => values.indexOf(seed) < at);
  if (twice !== undefined) return { values: [], fault: `${twice} is listed twice. List it once.` };
  return { values, fault: null };
}
