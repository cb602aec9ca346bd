import { expect, it } from "vitest";
import { balanced, linked, sumOf, sumsToOne, moved, type Gesture } from "./weights";

it("balances weights to a sum of exactly 1, keeping their proportions", () => {
  expect(balanced({ a: 0.6, b: 0.333, c: 0.333 })).toEqual({ a: 0.474, b: 0.263, c: 0.263 });
  expect(sumOf(balanced({ a: 1, b: 1, c: 1 }))).toBe(1);
  expect(balanced({ a: 0, b: 0 })).toEqual({ a: 0.5, b: 0.5 });
});

it("takes from the others what one weight gains", () => {
  const moved = linked({ a: 0.5, b: 0.3, c: 0.2 }, "a", 0.75);
  expect(moved).toEqual({ a: 0.75, b: 0.15, c: 0.1 });
});

it("shares equally where the others have nothing to scale", () => {
  expect(linked({ a: 1, b: 0, c: 0 }, "a", 0.5)).toEqual({ a: 0.5, b: 0.25, c: 0.25 });
});

it("keeps the only weight at 1", () => {
  expect(linked({ a: 1 }, "a", 0.3)).toEqual({ a: 1 });
});

it("never leaves the simplex, whatever is dragged", () => {
  let weights: Record<string, number> = { a: 0.334, b: 0.333, c: 0.333, d: 0 };
  for (let step = 0; step < 500; step += 1) {
    weights = linked(weights, "abcd".charAt(step % 4), ((step * 37) % 1001) / 1000);
    expect(sumsToOne(weights)).toBe(true);
    expect(Math.min(...Object.values(weights))).toBeGreaterThanOrEqual(0);
  }
});

it("gives the same weights whether a slider is dragged or set by a key", () => {
  const start = { a: 0.334, b: 0.222, c: 0.444 };
  const reach = (...places: number[]) => {
    let gesture: Gesture | null = null;
    let weights: Record<string, number> = start;
    for (const place of places) ({ gesture, weights } = moved(gesture, weights, "a", place));
    return weights;
  };
  const dragged = reach(...Array.from({ length: 600 }, (_, step) => Number((0.335 + step / 1000).toFixed(3))));
  expect(dragged).toEqual(reach(0.934));
  expect(reach(1, 0.6)).toEqual(reach(0.6));
  expect(reach(1, 0.334)).toEqual(start);
});

it("begins anew where the weights were set by something else", () => {
  const { gesture } = moved(null, { a: 0.2, b: 0.4, c: 0.4 }, "a", 0.5);
  expect(moved(gesture, { a: 0.2, b: 0.8, c: 0 }, "a", 0.5).weights).toEqual({ a: 0.5, b: 0.5, c: 0 });
});
