import type { Run } from "../api/types";
import { MISSING } from "./numbers";
import { formatDuration } from "./times";
import { useNow } from "./useNow";

/** How long a run has trained; keeps counting while it trains. */
export function Duration({ run }: { run: Run }) {
  if (run.status === "running" && run.started_at) return <RunningDuration since={run.started_at} />;
  if (run.status === "queued") return <>waits</>;
  return <>{run.duration_seconds === null ? MISSING : formatDuration(run.duration_seconds)}</>;
}

function RunningDuration({ since }: { since: string }) {
  const now = useNow(1);
  return <>{formatDuration((now - Date.parse(since)) / 1000)}</>;
}
