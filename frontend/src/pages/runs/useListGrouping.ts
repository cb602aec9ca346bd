import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export interface ListGrouping {
  /** What the list is grouped by; empty for runs one by one. */
  by: string;
  setBy: (by: string) => void;
  /** Ids of the groups that are unfolded. */
  open: ReadonlySet<string>;
  toggle: (group: string) => void;
}

/** How the list of runs is grouped, and which groups are unfolded, kept in the address. */
export function useListGrouping(): ListGrouping {
  const [parameters, setParameters] = useSearchParams();
  const word = parameters.get("open") ?? "";
  const setBy = useCallback(
    (by: string) => setParameters((old) => withValues(old, { by, open: "" }), { replace: true }),
    [setParameters],
  );
  const toggle = useCallback(
    (group: string) =>
      setParameters((old) => withValues(old, { open: toggled(old.get("open") ?? "", group) }), {
        replace: true,
        preventScrollReset: true,
      }),
    [setParameters],
  );
  return {
    by: parameters.get("by") ?? "",
    setBy,
    open: useMemo(() => new Set(word.split(",").filter(Boolean)), [word]),
    toggle,
  };
}

/** A list of ids in an address, with one more or one less. */
export function toggled(list: string, id: string): string {
  const ids = list.split(",").filter(Boolean);
  return (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]).join(",");
}

function withValues(old: URLSearchParams, values: Record<string, string>): URLSearchParams {
  const next = new URLSearchParams(old);
  for (const [key, value] of Object.entries(values)) {
    if (value === "") next.delete(key);
    else next.set(key, value);
  }
  return next;
}
