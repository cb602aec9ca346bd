import { VisuallyHidden } from "@mantine/core";
import classes from "./MiddleCut.module.css";

const TAIL = 12;

/** A long name, cut in the middle to fit its space; whole on hover. */
export function MiddleCut({ text }: { text: string }) {
  if (text.length <= 2 * TAIL) return <span className={classes.whole}>{text}</span>;
  return (
    <span className={classes.cut} title={text}>
      <VisuallyHidden>{text}</VisuallyHidden>
      <span className={classes.head} aria-hidden>
        {text.slice(0, -TAIL)}
      </span>
      <span aria-hidden>{text.slice(-TAIL)}</span>
    </span>
  );
}
