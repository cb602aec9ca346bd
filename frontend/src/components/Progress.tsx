import classes from "./Progress.module.css";

interface Props {
  step: number;
  total: number;
  width?: number;
  label?: string;
}

/** A thin bar: how many of a run's steps, or of a sweep's runs, are done. */
export function Progress({ step, total, width, label = "steps done" }: Props) {
  const share = total > 0 ? Math.min(1, step / total) : 0;
  return (
    <span
      className={classes.track}
      style={{ width }}
      role="progressbar"
      aria-valuenow={step}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-label={label}
    >
      <span className={classes.done} style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}
