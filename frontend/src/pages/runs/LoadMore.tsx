import { useIntersection } from "@mantine/hooks";
import { useEffect } from "react";
import { counted, formatCount } from "../../components/numbers";
import classes from "./LoadMore.module.css";

/** The end of the loaded runs or groups; fetches more when it scrolls into view. */
export function LoadMore({
  noun,
  shown,
  total,
  busy,
  onReach,
}: {
  noun: string;
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
      {formatCount(shown)} of {counted(total, noun)}, more on their way
    </p>
  );
}
