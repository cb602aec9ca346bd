import type { Run } from "./types";

const RUN: Run = {
  id: "3kq8v0wz5n7t",
  name: "gradient, balanced",
  status: "running",
  stop_requested: false,
  stage: "training",
  step: 84,
  total_steps: 150,
  attempt: 1,
  external: false,
  sweep_id: null,
  sweep_cell: null,
  priority: 0,
  config: {},
  config_hash: "9f2b6c1d0e4a7853",
  notes: "",
  tags: [],
  archived: false,
  error: null,
  created_at: "2026-11-23T09:10:11Z",
  started_at: "2026-11-23T09:10:12Z",
  finished_at: null,
  updated_at: "2026-11-23T09:10:49Z",
  reported_at: "2026-11-23T09:10:49Z",
  method: "gradient",
  estimator: "grpo",
  preference: {},
  objectives: [],
  latest: null,
  hypervolume_history: [],
  eta_seconds: 12,
  duration_seconds: null,
  worker_id: null,
  parent_run_id: null,
  parent_step: null,
  checks: { trained_equals_plotted: null },
};

/** A run for tests: what matters to the test, and the rest like a run that trains. */
export function exampleRun(changes: Partial<Run>): Run {
  return { ...RUN, ...changes };
}
