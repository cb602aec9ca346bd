import { useCallback } from "react";
import { useSearchParams } from "react-router";
import type { RunFilter } from "../../api/runs";
import type { Sort } from "../../api/types";
import { STATUSES } from "../../components/statuses";

export type SortKey = Exclude<Sort, `-${string}`>;

const SORT_KEYS: readonly SortKey[] = ["created_at", "updated_at", "name", "status", "method", "step", "hypervolume"];
export const NEWEST_FIRST = "-created_at";

/** Status, text, sweep, tags and order of the list, kept in the address so that it can be shared. */
export function useRunFilter(): [RunFilter, (change: Partial<RunFilter>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const filter: RunFilter = {
    status: STATUSES.find((status) => status === parameters.get("status")) ?? "",
    search: parameters.get("search") ?? "",
    sweep: parameters.get("sweep") ?? "",
    tags: parameters.get("tags") ?? "",
    archived: parameters.get("archived") === "true" ? "true" : "",
    sort: sortOf(parameters.get("sort") ?? NEWEST_FIRST),
  };
  const change = useCallback(
    (changes: Partial<RunFilter>) => setParameters((old) => changed(old, changes), { replace: true }),
    [setParameters],
  );
  return [filter, change];
}

function changed(old: URLSearchParams, changes: Partial<RunFilter>): URLSearchParams {
  const next = new URLSearchParams(old);
  for (const [key, value] of Object.entries(changes)) {
    if (value === "" || value === NEWEST_FIRST) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

function sortOf(text: string): Sort {
  const key = SORT_KEYS.find((known) => known === text || `-${known}` === text);
  if (key === undefined) return NEWEST_FIRST;
  return key === text ? key : `-${key}`;
}

/** The order after a click on a column: greatest first, then smallest first, then the default. */
export function nextSort(current: Sort, key: SortKey): Sort {
  if (current === `-${key}`) return key;
  return current === key ? NEWEST_FIRST : `-${key}`;
}
