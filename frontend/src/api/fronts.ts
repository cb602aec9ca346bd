import { useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";
import { axesQuery, OWN_AXES } from "./measuredAxes";

/** The most runs that are compared one by one. */
export const MOST_COMPARED = 50;
/** The most runs that the server puts into one comparison, which groups make readable. */
export const MOST_GROUPED = 300;

/**
 * Points and hypervolumes of runs against one reference point and scale; idle for no runs.
 *
 * With `report`, each point also has its values on that split.
 */
export function useFronts(ids: readonly string[], axes = OWN_AXES, report: string | null = null) {
  const query = { run: [...ids], report: report ?? undefined, ...axesQuery(axes) };
  return useQuery({
    queryKey: ["fronts", ids, axes, report],
    queryFn: ({ signal }) => answered(api.GET("/api/fronts", { params: { query }, signal })),
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
  });
}
