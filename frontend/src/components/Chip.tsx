import type { ReactNode } from "react";
import classes from "./Chip.module.css";

/** A small quiet label. */
export function Chip({
  children,
  tone = "plain",
  title,
}: {
  children: ReactNode;
  tone?: "plain" | "good" | "bad" | "warning";
  title?: string;
}) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
