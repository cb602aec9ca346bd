import { useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";
import type { Method } from "./types";

/** Facts about a run's way of moving the weights: undefined until they are here, and for a run that does not train. */
export function useMethod(type: string): Method | undefined {
  const { data } = useQuery({
    queryKey: ["methods"],
    queryFn: ({ signal }) => answered(api.GET("/api/methods", { signal })),
    staleTime: Infinity,
  });
  return data?.methods.find((method) => method.type === type);
}
