import type { Feed } from "../../api/feed";
import type { StreamState } from "../../api/stream";
import type { Run } from "../../api/types";
import { isOver } from "../../components/statuses";
import { formatDuration } from "../../components/times";
import { useNow } from "../../components/useNow";
import { When } from "../../components/When";
import classes from "./Freshness.module.css";

/** The age of the newest data on the page. */
export function Freshness({ run, stream, feed }: { run: Run; stream: StreamState; feed: Feed }) {
  if (isOver(run)) {
    return (
      <span className={classes.freshness}>
        ended <When time={run.finished_at} />
      </span>
    );
  }
  if (stream !== "live")
    return (
      <span className={classes.freshness}>
        {stream === "retrying" ? "connection lost, trying again" : "connecting"}
      </span>
    );
  return <LiveFor feed={feed} />;
}

function LiveFor({ feed }: { feed: Feed }) {
  const now = useNow(0.2);
  const seconds = Math.max(0, (now - (feed.heardAt || now)) / 1000);
  return (
    <span className={classes.freshness}>
      live, {seconds < 10 ? `${seconds.toFixed(1)} s` : formatDuration(seconds)} ago
    </span>
  );
}
