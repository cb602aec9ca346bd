import { useIntersection } from "@mantine/hooks";
import { useEffect } from "react";
import { formatCount } from "../../components/numbers";
import classes from "./LoadMore.module.css";

/** The end of the loaded runs; fetches more when it scrolls into view. */
export function LoadMore({
  shown,
  total,
  busy,
  onReach,
}: {
  shown: number;
  total: number;
  busy: boolean;
  onReach: () => void;
}) {
  const { ref, entry } = useIntersection({ rootMargin: "400px" });
  const reached = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (reached && !busy) onReach();
  }, [reached, busy, onReach]);
  return (
    <p ref={ref} className={classes.more}>
      {formatCount(shown)} of {formatCount(total)} runs, more on their way
    </p>
  );
}
