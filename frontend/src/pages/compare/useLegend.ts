import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { groupTag, type Emphasis, type Target } from "../../figures/emphasis";

export interface Legend {
  isHidden: (id: string) => boolean;
  isPinned: (id: string) => boolean;
  toggle: (part: Part, id: string) => void;
  onHover: (target: Target | null) => void;
  emphasis: Emphasis;
}

type Part = "hide" | "pin";

/** Which groups are hidden and which are pinned, kept in the address by their ids, and what the pointer is at. */
export function useLegend(groups: readonly { id: string; label: string }[]): Legend {
  const [parameters, setParameters] = useSearchParams();
  const [hovered, onHover] = useState<Target | null>(null);
  const hide = parameters.get("hide") ?? "";
  const pin = parameters.get("pin") ?? "";
  const labels = JSON.stringify(groups.map(({ id, label }) => [id, label]));
  const [hidden, pinned] = useMemo(() => {
    const known = new Map<string, string>(groups.map(({ id, label }) => [id, label]));
    return [hide, pin].map((text) =>
      idsOf(text).flatMap((id): Target[] => (known.has(id) ? [{ group: groupTag(known.get(id) ?? "") }] : [])),
    );
    // The groups are a new list with every answer, and their labels rarely change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hide, pin, labels]);
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
