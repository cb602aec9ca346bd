import { useConnection } from "../../api/connection";
import type { StreamState } from "../../api/stream";
import type { Run } from "../../api/types";
import { isOver } from "../../components/statuses";
import { formatDuration } from "../../components/times";
import { useNow } from "../../components/useNow";
import { When } from "../../components/When";
import classes from "./Freshness.module.css";
import { isSilent, secondsSinceReport } from "./silence";

/** The age of the newest records on the page. */
export function Freshness({ run, stream }: { run: Run; stream: StreamState }) {
  return (
    <span className={classes.freshness}>{isOver(run) ? <Ended run={run} /> : <Age run={run} stream={stream} />}</span>
  );
}

function Ended({ run }: { run: Run }) {
  return (
    <>
      ended <When time={run.finished_at} />
    </>
  );
}

function Age({ run, stream }: { run: Run; stream: StreamState }) {
  const lost = useConnection() === "unreachable";
  const now = useNow(1);
  const seconds = secondsSinceReport(run, now);
  if (lost) return "not connected";
  if (stream === "retrying") return "connecting again";
  if (seconds === null) return "live";
  if (isSilent(run, now)) return run.status === "lost" ? "lost" : "silent";
  return seconds < 2 ? "live, just now" : `live, ${formatDuration(seconds)} ago`;
}
