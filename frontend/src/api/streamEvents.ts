/** What the server's streams send: the name of each event, and its data. */

import { isRecord } from "./shapes";
import type { Evaluation, MetricBatch, Run, RunEvent } from "./types";

export interface StreamEvents {
  run: Run;
  removed: { id: string };
  metrics: { series: MetricBatch };
  evaluation: Evaluation;
  event: RunEvent;
  completions: { step: number; split: string };
  /** The run went back to this step. */
  reset: { step: number };
}

export type StreamEventName = keyof StreamEvents;

type Checks = { [Name in StreamEventName]: (data: unknown) => data is StreamEvents[Name] };

/** Each event is known by the fields that tell it from the others. */
const CHECKS: Checks = {
  run: (data): data is Run => isRecord(data) && typeof data.id === "string" && typeof data.status === "string",
  removed: (data): data is { id: string } => isRecord(data) && typeof data.id === "string",
  metrics: (data): data is { series: MetricBatch } => isRecord(data) && isRecord(data.series),
  evaluation: (data): data is Evaluation =>
    hasStep(data) && typeof data.split === "string" && isRecord(data.objectives),
  event: (data): data is RunEvent => isRecord(data) && typeof data.id === "number" && typeof data.kind === "string",
  completions: (data): data is { step: number; split: string } => hasStep(data) && typeof data.split === "string",
  reset: (data): data is { step: number } => hasStep(data),
};

export const STREAM_EVENTS = keysOf(CHECKS);

function keysOf<T extends object>(record: T): Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

function hasStep(data: unknown): data is { step: number; [key: string]: unknown } {
  return isRecord(data) && typeof data.step === "number";
}

/**
 * Reads the data of an event.
 *
 * @throws TypeError if it does not have the shape that the name promises.
 */
export function readEvent<Name extends StreamEventName>(name: Name, text: string): StreamEvents[Name] {
  const data: unknown = JSON.parse(text);
  if (!CHECKS[name](data)) throw new TypeError(`The server sent an event "${name}" that this page cannot read.`);
  return data;
}
