import { expect, it } from "vitest";
import type { Completion } from "../../../api/types";
import { disagreement, ordered } from "./order";

function completion(prompt: string, rewards: Completion["rewards"]): Completion {
  return { prompt, completion: "", ground_truth: null, rewards, tokens: 0, truncated: false, extra: {} };
}

const agreed = completion("agreed", { a: 1, b: 1 });
const split = completion("split", { a: 0, b: 1 });
const half = completion("half", { a: 0.5, b: 1, c: null });

it("measures how far rewards are apart, leaving out undefined ones", () => {
  expect([agreed, split, half, completion("none", {})].map(disagreement)).toEqual([0, 1, 0.5, 0]);
});

it("puts what objectives differ on first", () => {
  expect(ordered([agreed, half, split], "disagreement", 0)).toEqual([split, half, agreed]);
});

it("shuffles in a way that stays put for a step and changes with it", () => {
  const many = Array.from({ length: 30 }, (_, index) => completion(String(index), {}));
  const shuffle = (step: number) => ordered(many, "random", step).map(({ prompt }) => prompt);
  expect(shuffle(5)).toEqual(shuffle(5));
  expect(shuffle(5)).not.toEqual(shuffle(10));
  expect(shuffle(5).toSorted()).toEqual(many.map(({ prompt }) => prompt).toSorted());
});
