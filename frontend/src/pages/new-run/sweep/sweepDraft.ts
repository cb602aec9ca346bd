import type { SweepDraft } from "../../../api/sweepRequests";
import type { Config } from "../../../api/types";
import { counted } from "../../../components/numbers";
import type { ParsedAxis } from "./axes";
import type { Mode, ModeSetting } from "./modeSetting";

/** The request for a sweep over some axes and seeds. A single seed belongs to the base. */
export function sweepDraft(
  config: Config,
  axes: readonly ParsedAxis[],
  seeds: readonly number[],
  setting: ModeSetting,
): SweepDraft {
  const { name, ...base } = config;
  const common = {
    name: typeof name === "string" && name !== "" ? name : sweepName(axes, seeds, setting.mode),
    base,
    seeds: seeds.length > 0 ? [...seeds] : null,
    ranges: axes.flatMap(({ range }) => range ?? []),
    ...ofMode(setting),
  };
  const listed = axes.filter(({ range }) => range === null);
  return { ...common, mode: setting.mode, axes: listed.map(({ field, values }) => ({ field, values })) };
}

/** What only some modes use; empty or null for the others. */
function ofMode(setting: ModeSetting): Pick<SweepDraft, "draws" | "draw_seed" | "linear_support"> {
  const { mode, draws, drawSeed, tolerance, maxCells, parallel, split } = setting;
  return {
    draws: mode === "random" ? Number(draws) : null,
    draw_seed: mode === "random" ? Number(drawSeed) : 0,
    linear_support:
      mode === "ols"
        ? { tolerance: Number(tolerance), max_cells: Number(maxCells), parallel: Number(parallel), split }
        : null,
  };
}

/** "weighting.type, 3 seeds", "linear support". */
function sweepName(axes: readonly ParsedAxis[], seeds: readonly number[], mode: Mode): string {
  const parts = [...(mode === "ols" ? ["linear support"] : []), ...axes.map(({ field }) => field)];
  return [...parts, ...(seeds.length > 1 ? [counted(seeds.length, "seed")] : [])].join(", ") || "sweep";
}
