import type { SweepDraft, SweepPlan } from "../../../api/sweepRequests";
import { counted, formatCount, formatNumber } from "../../../components/numbers";
import { formatDuration } from "../../../components/times";
import { partsOf, type Axis } from "./axes";

const MOST_VALUES = 4;

/** "weighting.type: fixed, hypervolume, gradient"; of many values, the first and the last. */
export function axisWords({ field, text }: Pick<Axis, "field" | "text">): string {
  const values = partsOf(text);
  if (values.length === 0) return `${field}: no values yet`;
  if (values.length <= MOST_VALUES) return `${field}: ${values.join(", ")}`;
  return `${field}: ${formatCount(values.length)} values, ${values[0]} … ${values.at(-1)}`;
}

/** "9 runs: 3 cells × 3 seeds"; linear support finds its cells while runs finish. */
export function countWords(plan: SweepPlan, draft: Pick<SweepDraft, "linear_support">): string {
  const cells = plan.cells.length;
  const seeds = cells > 0 ? plan.total_runs / cells : 0;
  if (draft.linear_support) {
    const { max_cells: cellsAtMost, parallel } = draft.linear_support;
    const next = parallel === 1 ? "one preference" : `up to ${counted(parallel, "preference")}`;
    const most = counted(cellsAtMost * seeds, "run");
    return `${counted(plan.total_runs, "run")} first, then ${next} at a time: at most ${most}`;
  }
  return `${counted(plan.total_runs, "run")}: ${counted(cells, "cell")} × ${counted(seeds, "seed")}`;
}

/** "about 12 min, 1,200,000 completion tokens, estimated from 4 similar runs"; empty without such runs. */
export function estimateWords(plan: SweepPlan): string {
  if (plan.estimated_seconds === null) return "no estimate yet: no run like these has ended";
  const tokens = plan.estimated_tokens === null ? [] : [`${tokenCount(plan.estimated_tokens)} completion tokens`];
  const source = `estimated from ${counted(plan.compared_runs, "similar run")}`;
  return [`about ${formatDuration(plan.estimated_seconds)}`, ...tokens, source].join(", ");
}

function tokenCount(tokens: number): string {
  return tokens >= 1e6 ? `${formatNumber(tokens / 1e6)} million` : formatCount(Math.round(tokens));
}
