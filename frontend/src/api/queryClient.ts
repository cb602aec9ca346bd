import { QueryClient } from "@tanstack/react-query";
import { api } from "./api";
import { connection, onConnectionChange } from "./connection";
import { Problem, Unreachable } from "./problem";

const HEALTH_SECONDS = 1.5;

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

/** While the server is unreachable, asks until it is back, then fetches again what the page shows. */
export function recoverAlone(): void {
  let wasAway = false;
  onConnectionChange(() => {
    if (connection() === "reachable" && wasAway) void queryClient.invalidateQueries();
    if (connection() === "unreachable" && !wasAway) void askUntilReachable();
    wasAway = connection() === "unreachable";
  });
}

async function askUntilReachable(): Promise<void> {
  while (connection() === "unreachable") {
    await new Promise((resolve) => setTimeout(resolve, HEALTH_SECONDS * 1000));
    await api.GET("/api/health").catch(() => null);
  }
}
