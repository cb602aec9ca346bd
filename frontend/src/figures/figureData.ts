/** Figures as the server sends them: Plotly JSON, of which the page reads a few fields. */

import { isList, isRecord } from "../api/shapes";
import type { FigureAnswer } from "../api/types";

export interface TraceMeta {
  /** Metric key whose live points extend the trace as they are. */
  key?: string;
  /** Metric key of which the trace is the exponential moving average. */
  smooths?: string;
  /** Weight of a new value in that average. */
  weight?: number;
  /** Run the points are of. */
  run?: string;
  /** Label of the group that they are of, with markup escaped. */
  group?: string;
}

export interface Trace {
  type?: string;
  name?: string;
  x?: readonly unknown[];
  y?: readonly unknown[];
  z?: readonly unknown[];
  customdata?: readonly unknown[];
  /** Standard errors of `y`. */
  error_y?: { array?: readonly unknown[] };
  meta?: TraceMeta;
  [key: string]: unknown;
}

export interface LayoutMeta {
  title?: string;
  subtitle?: string | null;
  note?: string | null;
  /** The part of the note to stress. */
  note_strong?: string | null;
  points?: number | null;
  total_points?: number | null;
}

export interface Layout {
  meta?: LayoutMeta;
  [key: string]: unknown;
}

export interface FigureData {
  data: Trace[];
  layout: Layout;
}

/**
 * Checks the fields of a figure that the page reads.
 *
 * @throws TypeError if one of them has another type.
 */
export function figureOf({ data, layout }: FigureAnswer): FigureData {
  if (!data.every(isTrace)) throw new TypeError("The server sent a figure with a trace that this page cannot read.");
  if (!isLayout(layout)) throw new TypeError("The server sent a figure with a layout that this page cannot read.");
  return { data, layout };
}

function isTrace(value: Record<string, unknown>): value is Trace {
  const { type, name, x, y, z, customdata, error_y: errors, meta } = value;
  const lists = [x, y, z, customdata, isRecord(errors) ? errors.array : errors];
  return [type, name].every(isText) && lists.every(isListOrLeftOut) && isTraceMeta(meta);
}

function isTraceMeta(meta: unknown): boolean {
  if (meta === undefined) return true;
  return isRecord(meta) && [meta.key, meta.smooths, meta.run, meta.group].every(isText) && isNumber(meta.weight);
}

function isLayout(value: Record<string, unknown>): value is Layout {
  const { meta } = value;
  if (meta === undefined) return true;
  if (!isRecord(meta)) return false;
  const { title, subtitle, note, note_strong: strong, points, total_points: total } = meta;
  return isText(title) && [subtitle, note, strong].every(isTextOrNull) && [points, total].every(isNumberOrNull);
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isTextOrNull(value: unknown): boolean {
  return value === null || isText(value);
}

function isNumber(value: unknown): boolean {
  return value === undefined || typeof value === "number";
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || isNumber(value);
}

function isListOrLeftOut(value: unknown): boolean {
  return value === undefined || isList(value);
}
