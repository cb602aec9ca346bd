import classes from "./Sparkline.module.css";
import { formatNumber } from "./numbers";
import { stepPath } from "./stepPath";

const WIDTH = 88;
const HEIGHT = 20;
const INSET = 2;

/** Hypervolume over steps as a small step line. */
export function Sparkline({ points }: { points: readonly (readonly [number, number | null])[] }) {
  const known = points.filter((point): point is [number, number] => point[1] !== null);
  const last = known.at(-1);
  if (known.length < 2 || !last) return <span className={classes.empty} />;
  return (
    <svg
      className={classes.line}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`hypervolume over steps, now ${formatNumber(last[1])}`}
    >
      <path d={stepPath(known, WIDTH, HEIGHT, INSET)} />
    </svg>
  );
}
