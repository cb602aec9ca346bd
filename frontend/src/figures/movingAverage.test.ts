import { expect, it } from "vitest";
import cases from "../../../tests/data/moving_average.json";
import type { Trace } from "./figureData";
import { extensionOf } from "./liveTraces";

interface Case {
  behaviour: string;
  weight: number;
  values: (number | null)[];
  averages: (number | null)[];
}

const CASES: Case[] = cases;

it.each(CASES)("goes on with the moving average that Python began: it $behaviour", ({ weight, values, averages }) => {
  const steps = values.map((_, step) => step);
  for (let begun = 0; begun < values.length; begun += 1) {
    const meta = { smooths: "policy/kl", weight, run: "a" };
    const trace: Trace = { x: steps.slice(0, begun), y: averages.slice(0, begun), customdata: [], meta };
    const extension = extensionOf([trace], { "policy/kl": { steps, values } }, "a");
    expect(extension?.update.y).toEqual([averages.slice(begun)]);
  }
});
