import { useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";

export function useFronts(ids: readonly string[]) {
  return useQuery({
    queryKey: ["fronts", ids],
    queryFn: ({ signal }) => answered(api.GET("/api/fronts", { params: { query: { run: [...ids] } }, signal })),
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
  });
}
