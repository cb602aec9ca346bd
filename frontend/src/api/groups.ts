import { useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";
import { axesQuery, OWN_AXES } from "./measuredAxes";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Group = Schemas["GroupView"];
export type Groups = Schemas["GroupsAnswer"];
export type Measure = Schemas["Measure"];

/** Means and intervals of groups of runs; idle for no runs. With `report`, best points also have its values. */
export function useGroups(
  ids: readonly string[],
  by: readonly string[],
  axes = OWN_AXES,
  report: string | null = null,
) {
  const query = { run: [...ids], by: [...by], report: report ?? undefined, ...axesQuery(axes) };
  return useQuery({
    queryKey: ["groups", ids, by, axes, report],
    queryFn: ({ signal }) => answered(api.GET("/api/groups", { params: { query }, signal })),
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
  });
}
