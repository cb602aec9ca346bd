import type { Sweep } from "../../api/types";

/** The request that makes the sweep again, without what it leaves out. */
export function definitionOf({ name, notes, priority, definition }: Sweep): Record<string, unknown> {
  const request = { name, notes, priority, ...definition };
  return Object.fromEntries(Object.entries(request).filter(([field, value]) => !isLeftOut(field, value)));
}

function isLeftOut(field: string, value: unknown): boolean {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return true;
  return (field === "priority" || field === "draw_seed") && value === 0;
}
