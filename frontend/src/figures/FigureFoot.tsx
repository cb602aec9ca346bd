import { formatCount } from "../components/numbers";
import classes from "./FigureFoot.module.css";
import type { LayoutMeta } from "./figureData";

/** The figure's own sentence, and how many of how many points are drawn where some are not. */
export function FigureFoot({ meta }: { meta: LayoutMeta }) {
  const folded = (meta.total_points ?? 0) > (meta.points ?? 0);
  if (!meta.note && !folded) return null;
  return (
    <footer className={classes.foot}>
      <span>
        <Stressed text={meta.note ?? ""} strong={meta.note_strong ?? ""} />
      </span>
      {folded && (
        <span className={classes.points}>
          {formatCount(meta.points ?? 0)} of {formatCount(meta.total_points ?? 0)} points
        </span>
      )}
    </footer>
  );
}

function Stressed({ text, strong }: { text: string; strong: string }) {
  const at = strong === "" ? -1 : text.indexOf(strong);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <b className={classes.strong}>{strong}</b>
      {text.slice(at + strong.length)}
    </>
  );
}
