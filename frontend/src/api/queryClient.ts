import { QueryClient } from "@tanstack/react-query";
import { connection, onConnectionChange } from "./connection";
import { Problem, Unreachable } from "./problem";

function retry(failures: number, error: Error): boolean {
  return error instanceof Problem
    ? error.status >= 500 && failures < 2
    : !(error instanceof Unreachable) && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: "always", retry, staleTime: 5_000, refetchOnWindowFocus: false },
    mutations: { networkMode: "always", retry: false },
  },
});

/** Fetches again what the page shows as soon as a lost server is back. */
export function refetchAfterLoss(): void {
  let wasAway = false;
  onConnectionChange(() => {
    if (connection() === "reachable" && wasAway) void queryClient.invalidateQueries();
    wasAway = connection() === "unreachable";
  });
}
