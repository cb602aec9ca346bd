import { useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";

export function usePresets() {
  return useQuery({
    queryKey: ["presets"],
    queryFn: ({ signal }) => answered(api.GET("/api/presets", { signal })),
    staleTime: Infinity,
  });
}

export function useRunConfigSchema() {
  return useQuery({
    queryKey: ["run-config-schema"],
    queryFn: ({ signal }) => answered(api.GET("/api/schema/run-config", { signal })),
    staleTime: Infinity,
  });
}
