import type { ReactNode } from "react";
import classes from "./StatStrip.module.css";

interface StripProps {
  /** The numbers, each a `Stat`. */
  children: ReactNode;
  /** What stands at the right end. */
  marks: ReactNode;
  /** Whether the numbers are short, so that several fit beside each other on a narrow screen. */
  dense?: boolean;
}

/** The numbers that say where a run or a sweep is. */
export function StatStrip({ children, marks, dense = false }: StripProps) {
  return (
    <div className={classes.strip}>
      <dl className={classes.stats} data-dense={dense || undefined}>
        {children}
      </dl>
      <div className={classes.marks}>{marks}</div>
    </div>
  );
}

interface StatProps {
  label: ReactNode;
  value: string;
  /** What stands beside the value in small print: its error, interval or source. */
  beside?: ReactNode;
  change?: ReactNode;
  title?: string;
}

/** One number with its label. */
export function Stat({ label, value, beside, change, title }: StatProps) {
  return (
    <div title={title ?? (typeof label === "string" ? label : undefined)}>
      <dt>{label}</dt>
      <dd>
        {value} <small>{beside}</small> {change}
      </dd>
    </div>
  );
}
