import type { Completion } from "../../../api/types";

export const ORDERS = ["disagreement", "random"] as const;
export type Order = (typeof ORDERS)[number];

/** Spread of a completion's rewards: 0 when all objectives agree on it, larger the more they differ. */
export function disagreement({ rewards }: Completion): number {
  const values = Object.values(rewards).filter((value) => value !== null);
  return values.length > 0 ? Math.max(...values) - Math.min(...values) : 0;
}

/** Sorts completions by how much the objectives differ, or shuffles them the same way for the same step. */
export function ordered(completions: readonly Completion[], order: Order, step: number): Completion[] {
  if (order === "random") return shuffled(completions, step);
  return completions.toSorted((a, b) => disagreement(b) - disagreement(a));
}

function shuffled(completions: readonly Completion[], seed: number): Completion[] {
  const keyed = completions.map((completion, index) => ({ completion, key: noise(seed * 1009 + index) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ completion }) => completion);
}

/** A number from 0 to 1 that looks random and is the same for the same seed (a splitmix32 round). */
function noise(seed: number): number {
  let mixed = (seed + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
