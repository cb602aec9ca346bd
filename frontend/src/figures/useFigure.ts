import { useComputedColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { addressOf, answered, api } from "../api/api";
import { figureOf } from "./figureData";

export interface FigureSource {
  name: string;
  runs: readonly string[];
  options: Record<string, string>;
  /** Fields of the config that make groups of the runs; without them, replicates do. Only for figures of groups. */
  by?: readonly string[];
}

type Theme = "light" | "dark";

export function figureAddress(source: FigureSource, theme: Theme): string {
  return addressOf("/api/figures/{name}", paramsOf(source, theme));
}

/** The figure's own options are query parameters too, whose names only the figure knows. */
function paramsOf({ name, runs, options, by = [] }: FigureSource, theme: Theme) {
  return { path: { name }, query: { run: [...runs], theme, by: [...by], ...options } };
}

/** A figure from the server, in the page's theme. The last one stays until the next has arrived. */
export function useFigure(source: FigureSource, enabled: boolean) {
  const theme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  return useQuery({
    queryKey: ["figure", source.name, source.runs, source.options, source.by, theme],
    queryFn: async ({ signal }) =>
      figureOf(await answered(api.GET("/api/figures/{name}", { params: paramsOf(source, theme), signal }))),
    placeholderData: (previous) => previous,
    structuralSharing: false,
    enabled,
  });
}
