import type { MetricBatch } from "./types";

type Listener = (batch: MetricBatch) => void;

/** Passes the live points of one run from the stream to the charts that draw them. */
export class Feed {
  /** When the last event arrived, in milliseconds since the epoch. */
  heardAt = 0;
  readonly #listeners = new Set<Listener>();

  publish(batch: MetricBatch): void {
    for (const listener of this.#listeners) listener(batch);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
