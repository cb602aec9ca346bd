import { expect, it } from "vitest";
import type { Group } from "../../api/types";
import { bestCell } from "./bestCell";
import { answer, groupOf, measure } from "./exampleSweep";

const DIFFERENCE: NonNullable<Group["hypervolume"]["difference"]> = {
  n: 2,
  left_out: 0,
  mean: 1,
  standard_error: 0.1,
  interval: [0.5, 1.5],
  p_value: null,
  p_value_corrected: null,
};

/** A group with a mean hypervolume, compared with the first one. */
function cell(place: number, hypervolume: number | null): Group {
  const difference = place === 0 ? null : DIFFERENCE;
  return { ...groupOf(place, [1], [1]), hypervolume: measure([hypervolume], { difference }, place) };
}

it("tells the lead of the best group with its interval where there are exactly two", () => {
  const best = bestCell(answer([cell(0, 1), cell(1, 2)]));
  expect(best?.group.id).toBe("group-1");
  expect(best?.over?.group.id).toBe("group-0");
  expect(best?.over?.difference.interval).toEqual([0.5, 1.5]);
});

it("tells no lead of the best of three, of the baseline itself, or of what is not measured", () => {
  expect(bestCell(answer([cell(0, 1), cell(1, 3), cell(2, 2)]))).toMatchObject({
    group: { id: "group-1" },
    over: null,
  });
  expect(bestCell(answer([cell(0, 2), cell(1, 1)]))).toMatchObject({ group: { id: "group-0" }, over: null });
  expect(bestCell(answer([cell(0, 2)]))?.over).toBeNull();
  expect(bestCell(answer([cell(0, null), cell(1, null)]))).toBeNull();
});
