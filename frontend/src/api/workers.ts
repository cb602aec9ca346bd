import { useQuery } from "@tanstack/react-query";
import { answered, api } from "./api";

const WORKER_POLL_SECONDS = 5;

export function useWorkers() {
  return useQuery({
    queryKey: ["workers"],
    queryFn: ({ signal }) => answered(api.GET("/api/workers", { signal })),
    refetchInterval: WORKER_POLL_SECONDS * 1000,
  });
}
