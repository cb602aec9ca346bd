import classes from "./Progress.module.css";

/** A thin bar: how many of a run's steps are done. */
export function Progress({ step, total, width }: { step: number; total: number; width?: number }) {
  const share = total > 0 ? Math.min(1, step / total) : 0;
  return (
    <span
      className={classes.track}
      style={{ width }}
      role="progressbar"
      aria-valuenow={step}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-label="steps done"
    >
      <span className={classes.done} style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}
