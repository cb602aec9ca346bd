import { isRecord } from "../../api/shapes";
import type { Config, Run } from "../../api/types";
import { counted, formatCount } from "../../components/numbers";
import { formatDuration } from "../../components/times";

/** Reads a number of a config by its dotted path. */
function numberAt(config: Config, path: string): number | null {
  const value = path.split(".").reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), config);
  return typeof value === "number" ? value : null;
}

/** The number of completions that a run samples in total; null if its config does not say. */
export function completionsOf(config: Config): number | null {
  const parts = [
    numberAt(config, "budget.steps"),
    numberAt(config, "budget.prompts_per_step"),
    numberAt(config, "algorithm.group_size"),
  ];
  return parts.reduce<number | null>((product, part) => (product === null || part === null ? null : product * part), 1);
}

/** "150 steps, 12 prompts x 8 completions each: 14,400 completions, 31 evaluations". */
export function workSentence(config: Config): string {
  const steps = numberAt(config, "budget.steps");
  const prompts = numberAt(config, "budget.prompts_per_step");
  const group = numberAt(config, "algorithm.group_size");
  const every = numberAt(config, "evaluation.every");
  const total = completionsOf(config);
  if (steps === null || prompts === null || group === null || total === null) return "";
  const evaluations =
    every === null ? "" : `, ${counted(Math.floor(steps / every) + 1 + (steps % every === 0 ? 0 : 1), "evaluation")}`;
  const perStep = `${formatCount(prompts)} × ${formatCount(group)}`;
  return `${counted(steps, "step")} of ${perStep}: ${counted(total, "completion")}${evaluations}`;
}

/** How long the run will take, estimated from finished runs of the same policy and task; empty without any. */
export function timeSentence(config: Config, finished: readonly Run[]): string {
  const total = completionsOf(config);
  const alike = finished.filter((run) => run.duration_seconds !== null && sameWork(run.config, config));
  const paces = alike.flatMap((run) => {
    const completions = completionsOf(run.config);
    return completions === null || run.duration_seconds === null ? [] : [run.duration_seconds / completions];
  });
  const median = paces.sort((a, b) => a - b)[Math.floor(paces.length / 2)];
  if (total === null || median === undefined) return "";
  return `about ${formatDuration(total * median)}, estimated from ${counted(paces.length, "similar run")}`;
}

function sameWork(one: Config, other: Config): boolean {
  const work = (config: Config) =>
    JSON.stringify([
      config.policy,
      isRecord(config.task) ? config.task.type : null,
      isRecord(config.weighting) ? config.weighting.type : null,
    ]);
  return work(one) === work(other);
}
