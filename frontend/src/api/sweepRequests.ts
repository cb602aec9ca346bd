import { useMutation } from "@tanstack/react-query";
import { answered, api } from "./api";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Sweep = Schemas["Sweep"];
export type SweepPlan = Schemas["SweepPlan"];
export type Overrides = Record<string, unknown>;

/** A sweep as the page asks for it; what its mode does not use is empty or null. */
export interface SweepDraft {
  name: string;
  base: Record<string, unknown>;
  mode: "grid" | "zip" | "list" | "random" | "ols";
  axes: { field: string; values: unknown[] }[];
  ranges: Range[];
  draws: number | null;
  draw_seed: number;
  linear_support: Schemas["LinearSupport"] | null;
  /** Null for the seed of the base alone. */
  seeds: number[] | null;
}

/** A field that is drawn at random between two bounds. */
export type Range = Schemas["Range"];

const DEFAULTS = { notes: "", priority: 0, tags: [], cells: [] };

/** What a sweep would create; nothing is created. */
export async function planSweep(draft: SweepDraft, signal: AbortSignal): Promise<SweepPlan> {
  const call = api.POST("/api/sweeps", {
    params: { query: { dry_run: true } },
    body: { ...DEFAULTS, ...draft },
    signal,
  });
  const answer = await answered(call);
  if ("id" in answer) throw new TypeError("The server created a sweep that it was only asked to plan.");
  return answer;
}

export function useCreateSweep() {
  return useMutation({
    mutationFn: async (draft: SweepDraft): Promise<Sweep> => {
      const answer = await answered(api.POST("/api/sweeps", { body: { ...DEFAULTS, ...draft } }));
      if (!("id" in answer)) throw new TypeError("The server planned a sweep that it was asked to create.");
      return answer;
    },
  });
}
