/** What produced each attempt at a run, as rows of a table: one column per attempt. */

import type { Attempt, Run } from "../../api/types";

type Provenance = Attempt["provenance"];

export interface AttemptRow {
  label: string;
  /** One per attempt; null where it is not known. */
  values: (string | null)[];
  /** Whether two attempts are known to differ in it. */
  differs: boolean;
}

export interface AttemptColumns {
  /** Numbers of the attempts. */
  attempts: number[];
  rows: AttemptRow[];
}

const FACTS: readonly [label: string, fact: (provenance: Provenance) => string | null][] = [
  ["Paretoscope", ({ version }) => version],
  ["commit", ({ commit }) => commit ?? "none, an installed package"],
  ["Python", ({ python }) => python],
  ["torch", ({ torch }) => torch],
  ["transformers", ({ transformers }) => transformers],
  ["device", ({ device, gpus }) => (gpus > 1 ? `${gpus} × ${device}` : device)],
  ["threads", ({ threads }) => String(threads)],
  ["machine", ({ hostname }) => hostname],
  ["config hash", ({ config_hash: hash }) => hash],
  ["data fingerprint", ({ data_fingerprint: fingerprint }) => fingerprint],
];

/** The table of a run's attempts, also of those that never said what they run on. */
export function attemptColumns(run: Pick<Run, "attempt">, recorded: readonly Attempt[]): AttemptColumns {
  const last = Math.max(run.attempt, ...recorded.map(({ attempt }) => attempt));
  const attempts = Array.from({ length: last }, (_, place) => place + 1);
  const known = attempts.map((number) => recorded.find(({ attempt }) => attempt === number)?.provenance);
  const rows = FACTS.map(([label, fact]) => {
    const values = known.map((provenance) => (provenance ? fact(provenance) : null));
    return { label, values, differs: new Set(values.filter((value) => value !== null)).size > 1 };
  });
  return { attempts, rows };
}

/** Why nothing is known of what produced a run. */
export function unknownSentence(run: Pick<Run, "attempt" | "external">): string {
  if (run.external) return "Another program trains this run, and did not report what it runs on.";
  if (run.attempt === 0) return "No attempt has started yet.";
  return "It was not recorded: no attempt got as far as loading its policy, or an older version trained the run.";
}
