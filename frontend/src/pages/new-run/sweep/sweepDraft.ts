import type { Overrides, SweepDraft } from "../../../api/sweepRequests";
import { isRecord } from "../../../api/shapes";
import type { Config } from "../../../api/types";
import { counted } from "../../../components/numbers";
import { fieldOf, resolved, variantOf, type Field, type Schema } from "../form/schema";
import type { ParsedAxis } from "./axes";

/** Weights that differ by less are as good as equal, such as 0.334, 0.333 and 0.333. */
const EQUAL = 2e-3;

/** The request for a sweep over some axes and seeds. A single seed belongs to the base. */
export function sweepDraft(
  config: Config,
  axes: readonly ParsedAxis[],
  seeds: readonly number[],
  root: Schema,
): SweepDraft {
  const { name, ...base } = config;
  const common = {
    name: typeof name === "string" && name !== "" ? name : sweepName(axes, seeds),
    base,
    seeds: seeds.length > 0 ? [...seeds] : null,
  };
  const grid = { ...common, mode: "grid" as const, cells: [] };
  const method = methodAxis(base, axes, root);
  if (method === null) return { ...grid, axes: axes.map(({ field, values }) => ({ field, values })) };
  if (method.preference === "equal")
    return {
      ...grid,
      base: { ...base, [method.section]: without(base[method.section], method.key) },
      axes: axes.map(({ field, values }) => ({ field, values })),
    };
  return { ...common, mode: "list", axes: [], cells: cellsOf(axes, method) };
}

/** "weighting.type, 3 seeds". */
function sweepName(axes: readonly ParsedAxis[], seeds: readonly number[]): string {
  const parts = axes.map(({ field }) => field);
  return [...parts, ...(seeds.length > 1 ? [counted(seeds.length, "seed")] : [])].join(", ") || "sweep";
}

interface MethodAxis {
  section: string;
  union: Field & { kind: "union" };
  /** The base's setting that holds the preference. */
  key: string;
  /** The preference that all methods share; `equal` if it is the same as none, `varies` if it is an axis. */
  preference: Record<string, unknown> | "equal" | "varies";
  root: Schema;
}

/**
 * Whether the method varies while a preference is given.
 *
 * Another method replaces the whole section, and some call the preference `weights`, others `initial`. Such a sweep
 * lists its cells, so that each method has the preference under its own name.
 */
function methodAxis(base: Record<string, unknown>, axes: readonly ParsedAxis[], root: Schema): MethodAxis | null {
  for (const [section, schema] of Object.entries(root.properties ?? {})) {
    const union = fieldOf(schema, root);
    if (union.kind !== "union" || !axes.some(({ field }) => field === `${section}.${union.tag}`)) continue;
    const value = base[section];
    const key = preferenceKey(union.variants[variantOf(union, value)], root);
    if (key === undefined) continue;
    if (axes.some(({ field }) => isPreference(field, section, union, root)))
      return { section, union, key, preference: "varies", root };
    const given = isRecord(value) ? value[key] : undefined;
    if (isRecord(given)) return { section, union, key, preference: isEqual(given) ? "equal" : given, root };
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

function isEqual(weights: Record<string, unknown>): boolean {
  const shares = Object.values(weights).map(Number);
  return Math.max(...shares) - Math.min(...shares) < EQUAL;
}

function without(section: unknown, key: string): unknown {
  return isRecord(section) ? Object.fromEntries(Object.entries(section).filter(([name]) => name !== key)) : section;
}

/** All combinations, each method with the preference under its own name. Methods without one have one cell for all. */
function cellsOf(axes: readonly ParsedAxis[], method: MethodAxis): Overrides[] {
  const cells = combinations(axes).map((cell) => withPreference(cell, method));
  const kept = new Map(cells.map((cell) => [JSON.stringify(cell), cell]));
  return [...kept.values()];
}

function withPreference(cell: Overrides, { section, union, preference, root }: MethodAxis): Overrides {
  const tag = String(cell[`${section}.${union.tag}`]);
  const key = preferenceKey(union.variants[tag], root);
  const chosen = Object.entries(cell).find(([field]) => isPreference(field, section, union, root));
  const value = chosen?.[1] ?? preference;
  const others = Object.entries(cell).filter(([field]) => !isPreference(field, section, union, root));
  return { ...Object.fromEntries(others), ...(key === undefined ? {} : { [`${section}.${key}`]: value }) };
}

function combinations(axes: readonly ParsedAxis[]): Overrides[] {
  return axes.reduce<Overrides[]>(
    (cells, { field, values }) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [field]: value }))),
    [{}],
  );
}
