import { isRecord } from "../../../api/shapes";
import type { Config } from "../../../api/types";
import { fieldOf, variantOf, type Schema } from "./schema";

/** Names of the objectives that have a weight: the given name, else the default name of the objective's type. */
export function objectiveNames(config: Config, root: Schema): string[] {
  const objectives = config.objectives;
  const list = fieldOf(root.properties?.objectives ?? {}, root);
  const union = list.kind === "list" ? fieldOf(list.items, root) : null;
  if (!Array.isArray(objectives) || union?.kind !== "union") return [];
  return objectives
    .filter(isRecord)
    .filter((objective) => objective.monitor !== true)
    .map((objective) =>
      String(
        objective.name ?? union.variants[variantOf(union, objective)]?.properties?.name?.default ?? objective.type,
      ),
    );
}
