import type { Run } from "../../api/types";

export interface Stage {
  name: string;
  what: string;
  state: "done" | "now" | "later";
}

const KNOWN: readonly [string, string][] = [
  ["queued", "The next free worker takes the run."],
  ["claimed", "A worker has it and starts a process of its own for it."],
  ["loading policy", "Weights and tokenizer are read, then moved to the device."],
  ["evaluating", "The untrained policy answers the validation prompts: the first point of every chart."],
  ["training", "Completions are sampled and rewarded, and the policy is updated."],
];

/** The stages from launch to the first point. An unknown stage comes after those it can follow. */
export function stagesOf(run: Run): Stage[] {
  const known = KNOWN.findIndex(([name]) => name === run.stage);
  const now = known >= 0 ? known : run.status === "queued" ? 0 : 2;
  return KNOWN.map(([name, what], index) => ({
    name: index === now && run.status !== "queued" && run.stage ? run.stage : name,
    what,
    state: index < now ? "done" : index === now ? "now" : "later",
  }));
}
