import { useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";
import { axesQuery, OWN_AXES, type ChosenAxes } from "./measuredAxes";

/** The most runs that are compared one by one. */
export const MOST_COMPARED = 50;
/** The most runs that the server puts into one comparison, which groups make readable. */
export const MOST_GROUPED = 300;

/** Points and hypervolumes of runs against one reference point and scale; idle for no runs. */
export function useFronts(ids: readonly string[], axes = OWN_AXES) {
  return useQuery({
    queryKey: ["fronts", ids, axes],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/fronts", { params: { query: { run: [...ids], ...axesQuery(axes) } }, signal })),
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
  });
}

/** The points that no point of these runs dominates, chosen on validation and reported on another split besides. */
export function useReportedFronts(ids: readonly string[], axes: ChosenAxes, report: string) {
  const query = { run: [...ids], by: ["replicates"], report, ...axesQuery(axes) };
  return useQuery({
    queryKey: ["fronts", ids, axes, report],
    queryFn: ({ signal }) => answered(api.GET("/api/fronts", { params: { query }, signal })),
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
  });
}
