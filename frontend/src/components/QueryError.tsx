import { Unreachable } from "../api/problem";
import { ErrorState } from "./ErrorState";

interface Props {
  query: { error: Error | null; data: unknown; refetch: () => unknown };
}

/** Why a request failed; nothing while the server is lost and what was last received is still shown. */
export function QueryError({ query: { error, data, refetch } }: Props) {
  if (error === null || (error instanceof Unreachable && data !== undefined)) return null;
  return <ErrorState error={error} onRetry={() => void refetch()} />;
}
