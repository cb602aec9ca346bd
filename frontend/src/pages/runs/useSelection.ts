import { useCallback, useMemo, useState } from "react";

export interface Selection {
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Ticks runs, or unticks them. */
  mark: (ids: readonly string[], ticked: boolean) => void;
  set: (ids: readonly string[]) => void;
}

/** Which runs are ticked, in the order of the ticks. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<readonly string[]>([]);
  const ticked = useMemo(() => new Set(ids), [ids]);
  const toggle = useCallback(
    (id: string) => setIds((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id])),
    [],
  );
  const mark = useCallback((changed: readonly string[], on: boolean) => {
    const touched = new Set(changed);
    setIds((old) => [...old.filter((id) => !touched.has(id)), ...(on ? changed : [])]);
  }, []);
  return { ids, has: (id) => ticked.has(id), toggle, mark, set: setIds };
}
