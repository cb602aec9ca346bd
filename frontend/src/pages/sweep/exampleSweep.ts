/** Sweeps and groups for tests. */

import type { Group, Groups, Measure, Sweep } from "../../api/types";

export function sweepOf(cells: Record<string, unknown>[], seeds = [0, 1]): Sweep {
  return {
    id: "sweep",
    name: "which method",
    notes: "",
    mode: "grid",
    created_at: "2026-01-01T00:00:00Z",
    axes: [],
    seeds,
    priority: 0,
    paused: false,
    total_cells: cells.length,
    total_runs: cells.length * seeds.length,
    counts: {},
    finished: 0,
    complete: false,
    seconds_left: null,
    definition: { base: {}, mode: "grid", draw_seed: 0 },
    base: {},
    runs: [],
    support: null,
    cells: cells.map((overrides, index) => ({
      index,
      name: JSON.stringify(overrides),
      overrides,
      run_ids: seeds.map((seed) => `${index}-${seed}`),
      counts: {},
      step: 0,
      total_steps: 0,
      error: null,
    })),
  };
}

export function measure(values: (number | null)[], more: Partial<Measure> = {}, cell = 0): Measure {
  const known = values.filter((value) => value !== null);
  return {
    n: known.length,
    left_out: values.length - known.length,
    mean: known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null,
    standard_error: known.length > 1 ? 0.02 : null,
    interval: null,
    method: null,
    values: values.map((value, seed) => ({ run_id: `${cell}-${seed}`, seed, value })),
    mark: null,
    difference: null,
    improvement: null,
    ...more,
  };
}

export function groupOf(cell: number, accuracy: number[], tokens: number[], more: Partial<Measure> = {}): Group {
  return {
    id: `group-${cell}`,
    key: {},
    label: `group ${cell}`,
    n: accuracy.length,
    run_ids: accuracy.map((_, seed) => `${cell}-${seed}`),
    seeds: accuracy.map((_, seed) => seed),
    statuses: {},
    final_steps: [],
    objectives: { accuracy: measure(accuracy, more, cell), length_cost: measure(tokens, {}, cell) },
    hypervolume: measure([1, 2], {}, cell),
    best: [],
    steps_to_target: { ...measure([190, null]), reached: 1, censored: 1, median: 190 },
    mean_front_step: measure([]),
    cost: {
      completion_tokens: measure([]),
      wall_seconds: measure([]),
      gpu_seconds: measure([]),
      hypervolume_per_1000_seconds: measure([]),
    },
  };
}

export function objective(name: string, direction: "maximize" | "minimize"): Groups["objectives"][number] {
  return { name, axis_label: name, unit: "", direction, monitor: false };
}

export function answer(groups: Group[]): Groups {
  return {
    by: [],
    split: "validation",
    reference_point: {},
    scale: {},
    objectives: [objective("accuracy", "maximize"), objective("length_cost", "minimize")],
    left_out: [],
    total_runs: groups.reduce((sum, { n }) => sum + n, 0),
    baseline: "group-0",
    target: {},
    groups,
  };
}
