import { useCallback, useState } from "react";

export interface Selection {
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  set: (ids: readonly string[]) => void;
}

/** Which runs are ticked, in the order of the ticks. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<readonly string[]>([]);
  const toggle = useCallback(
    (id: string) => setIds((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id])),
    [],
  );
  return {
    ids,
    has: (id) => ids.includes(id),
    toggle,
    set: setIds,
  };
}
