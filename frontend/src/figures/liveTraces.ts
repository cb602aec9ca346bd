import type { MetricBatch } from "../api/types";
import type { Trace } from "./figureData";

export interface Extension {
  update: { x: unknown[][]; y: unknown[][]; customdata: unknown[][] };
  traces: number[];
}

interface Points {
  steps: number[];
  values: (number | null)[];
}

/** Plotly extends only arrays that exist, so a moving average gets the run and step of its points too. */
export function extendable(traces: readonly Trace[]): Trace[] {
  return traces.map((trace) =>
    trace.meta?.smooths !== undefined && trace.customdata === undefined
      ? { ...trace, customdata: trace.x?.map((step) => [trace.meta?.run, step]) ?? [] }
      : trace,
  );
}

/** The points that a live batch adds to the traces that draw one of its keys or the moving average of one. */
export function extensionOf(traces: readonly Trace[], batch: MetricBatch, runId: string): Extension | null {
  const extension: Extension = { update: { x: [], y: [], customdata: [] }, traces: [] };
  traces.forEach((trace, index) => {
    const fresh = freshPoints(trace, batch, runId);
    if (fresh.steps.length === 0) return;
    extension.traces.push(index);
    extension.update.x.push(fresh.steps);
    extension.update.y.push(fresh.values);
    extension.update.customdata.push(fresh.steps.map((step) => [runId, step]));
  });
  return extension.traces.length > 0 ? extension : null;
}

function freshPoints(trace: Trace, batch: MetricBatch, runId: string): Points {
  const { meta = {} } = trace;
  const series = batch[meta.key ?? meta.smooths ?? ""];
  if (!series || (meta.run !== undefined && meta.run !== runId)) return { steps: [], values: [] };
  const last = trace.x?.at(-1);
  const fresh = after(series, typeof last === "number" ? last : -1);
  return meta.smooths === undefined ? fresh : { ...fresh, values: smoothed(trace, fresh.values, meta.weight ?? 1) };
}

function after({ steps, values }: Points, last: number): Points {
  const kept = steps.flatMap((step, at) => (step > last ? [at] : []));
  return { steps: kept.map((at) => steps[at] ?? 0), values: kept.map((at) => values[at] ?? null) };
}

/** Continues the trace's exponential moving average. A gap stays a gap and does not count. */
function smoothed(trace: Trace, values: readonly (number | null)[], weight: number): (number | null)[] {
  let mean = trace.y?.findLast((value): value is number => typeof value === "number") ?? null;
  return values.map((value) => {
    if (value === null) return null;
    mean = mean === null ? value : mean + weight * (value - mean);
    return mean;
  });
}

/** Joins batches into one, oldest first. */
export function joined(batches: readonly MetricBatch[]): MetricBatch {
  const all: MetricBatch = {};
  for (const batch of batches) {
    for (const [key, { steps, values }] of Object.entries(batch)) {
      const series = (all[key] ??= { steps: [], values: [] });
      series.steps.push(...steps);
      series.values.push(...values);
    }
  }
  return all;
}
