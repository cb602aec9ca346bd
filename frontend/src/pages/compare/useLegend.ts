import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { Emphasis, Target } from "../../figures/emphasis";

export interface Legend {
  isHidden: (id: string) => boolean;
  isPinned: (id: string) => boolean;
  toggle: (part: Part, id: string) => void;
  onHover: (target: Target | null) => void;
  emphasis: Emphasis;
}

type Part = "hide" | "pin";

/** Which runs or groups are hidden and which are pinned, kept in the address by ids, and what the pointer is at. */
export function useLegend(parts: readonly { id: string; target: Target }[]): Legend {
  const [parameters, setParameters] = useSearchParams();
  const [hovered, onHover] = useState<Target | null>(null);
  const hide = parameters.get("hide") ?? "";
  const pin = parameters.get("pin") ?? "";
  const targets = JSON.stringify(parts);
  const [hidden, pinned] = useMemo(() => {
    const known = new Map(parts.map(({ id, target }) => [id, target]));
    return [hide, pin].map((text) => idsOf(text).flatMap((id) => known.get(id) ?? []));
    // The parts are a new list with every answer, and what they stand for rarely changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hide, pin, targets]);
  const emphasis = useMemo(
    () => ({ hidden: hidden ?? [], forward: hovered ? [hovered] : (pinned ?? []), onHover }),
    [hidden, hovered, pinned],
  );
  const toggle = (part: Part, id: string) =>
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        const ids = idsOf(old.get(part) ?? "");
        const text = (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]).join(",");
        if (text === "") next.delete(part);
        else next.set(part, text);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    isHidden: (id) => idsOf(hide).includes(id),
    isPinned: (id) => idsOf(pin).includes(id),
    toggle,
    onHover,
    emphasis,
  };
}

function idsOf(text: string): string[] {
  return text.split(",").filter(Boolean);
}
