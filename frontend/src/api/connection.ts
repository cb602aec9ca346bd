import { useSyncExternalStore } from "react";

export type Connection = "reachable" | "unreachable" | "signed out";

let current: Connection = "reachable";
let heardAt = Date.now();
const listeners = new Set<() => void>();

/** Whether the server answers this browser, as last seen by any request or stream. */
export function connection(): Connection {
  return current;
}

/** When the server last answered, in milliseconds since the epoch, by this browser's clock. */
export function lastHeard(): number {
  return heardAt;
}

export function setConnection(next: Connection): void {
  if (next !== "unreachable") heardAt = Date.now();
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(onConnectionChange, connection);
}
