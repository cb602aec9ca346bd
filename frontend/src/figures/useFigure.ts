import { useComputedColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { addressOf, answered, api } from "../api/api";
import { useIsDeleted } from "../api/deletedSweeps";
import { axesQuery, OWN_AXES, type ChosenAxes } from "../api/measuredAxes";
import { figureOf } from "./figureData";

/** Runs, or a sweep that stands for its runs. */
type Drawn = { runs: readonly string[]; sweep?: never } | { sweep: string; runs?: never };

export type FigureSource = Drawn & {
  name: string;
  options: Record<string, string>;
  /** Fields of the config that make groups of the runs; without them, replicates do. Only for figures of groups. */
  by?: readonly string[];
  /** Field of whose values each has a colour; without it, each group has its own. Only for figures of groups. */
  colourBy?: string | undefined;
  /** Only for figures of points on common axes; without it, the axes follow from the runs. */
  axes?: ChosenAxes;
};

type Theme = "light" | "dark";

export function figureAddress(source: FigureSource, theme: Theme): string {
  return addressOf("/api/figures/{name}", paramsOf(source, theme));
}

/** The figure's own options are query parameters too, whose names only the figure knows. */
function paramsOf({ name, runs, sweep, options, by = [], colourBy, axes = OWN_AXES }: FigureSource, theme: Theme) {
  const drawn = sweep === undefined ? { run: [...runs] } : { sweep: [sweep] };
  const query = { ...drawn, theme, by: [...by], color_by: colourBy, ...axesQuery(axes), ...options };
  return { path: { name }, query };
}

/** A figure from the server, in the page's theme. The last one stays until the next has arrived. */
export function useFigure(source: FigureSource, enabled: boolean) {
  const theme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const deleted = useIsDeleted(source.sweep);
  return useQuery({
    queryKey: [
      "figure",
      source.name,
      source.runs ?? source.sweep,
      source.options,
      source.by,
      source.colourBy,
      source.axes,
      theme,
    ],
    queryFn: async ({ signal }) =>
      figureOf(await answered(api.GET("/api/figures/{name}", { params: paramsOf(source, theme), signal }))),
    placeholderData: (previous) => previous,
    structuralSharing: false,
    enabled: enabled && !deleted,
  });
}
