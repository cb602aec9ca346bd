import type { Overrides, SweepDraft } from "../../../api/sweepRequests";
import type { Config } from "../../../api/types";
import { counted } from "../../../components/numbers";
import { fieldOf, resolved, type Field, type Schema } from "../form/schema";
import type { ParsedAxis } from "./axes";
import type { Mode, ModeSetting } from "./modeSetting";

/** The request for a sweep over some axes and seeds. A single seed belongs to the base. */
export function sweepDraft(
  config: Config,
  axes: readonly ParsedAxis[],
  seeds: readonly number[],
  setting: ModeSetting,
  root: Schema,
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
  const method = canBeListed(setting.mode, listed) ? methodAxis(listed, root) : null;
  if (method === null)
    return { ...common, mode: setting.mode, axes: listed.map(({ field, values }) => ({ field, values })), cells: [] };
  const rows = setting.mode === "zip" ? inStep(listed) : combinations(listed);
  return { ...common, mode: "list", axes: [], cells: distinct(rows.map((cell) => withPreference(cell, method))) };
}

/** Whether the page can list the cells; axes in step must have equally many values, which the server checks. */
function canBeListed(mode: Mode, axes: readonly ParsedAxis[]): boolean {
  return mode === "grid" || (mode === "zip" && new Set(axes.map(({ values }) => values.length)).size === 1);
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

interface MethodAxis {
  section: string;
  union: Field & { kind: "union" };
  root: Schema;
}

/**
 * The axis of methods, if the preference varies with it.
 *
 * Some methods call the preference `weights`, others `initial`. Such a sweep lists its cells, so that each method has
 * the preference under its own name.
 */
function methodAxis(axes: readonly ParsedAxis[], root: Schema): MethodAxis | null {
  for (const [section, schema] of Object.entries(root.properties ?? {})) {
    const union = fieldOf(schema, root);
    if (union.kind !== "union" || !axes.some(({ field }) => field === `${section}.${union.tag}`)) continue;
    if (axes.some(({ field }) => isPreference(field, section, union, root))) return { section, union, root };
  }
  return null;
}

function isPreference(field: string, section: string, union: Field & { kind: "union" }, root: Schema): boolean {
  return Object.values(union.variants).some((variant) => field === `${section}.${preferenceKey(variant, root) ?? ""}`);
}

function preferenceKey(variant: Schema | undefined, root: Schema): string | undefined {
  const settings = Object.entries(variant?.properties ?? {});
  return settings.find(([, schema]) => fieldOf(resolved(schema, root), root).kind === "weights")?.[0];
}

/** Methods without a preference have one cell for all of them. */
function distinct(cells: readonly Overrides[]): Overrides[] {
  return [...new Map(cells.map((cell) => [JSON.stringify(cell), cell])).values()];
}

function withPreference(cell: Overrides, { section, union, root }: MethodAxis): Overrides {
  const key = preferenceKey(union.variants[String(cell[`${section}.${union.tag}`])], root);
  const chosen = Object.entries(cell).find(([field]) => isPreference(field, section, union, root));
  const others = Object.entries(cell).filter(([field]) => !isPreference(field, section, union, root));
  return { ...Object.fromEntries(others), ...(key === undefined ? {} : { [`${section}.${key}`]: chosen?.[1] }) };
}

/** The first values of all axes, then the second ones, up to the length of the shortest. */
function inStep(axes: readonly ParsedAxis[]): Overrides[] {
  const length = Math.min(...axes.map(({ values }) => values.length));
  return Array.from({ length }, (_, at) => Object.fromEntries(axes.map(({ field, values }) => [field, values[at]])));
}

function combinations(axes: readonly ParsedAxis[]): Overrides[] {
  return axes.reduce<Overrides[]>(
    (cells, { field, values }) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [field]: value }))),
    [{}],
  );
}
