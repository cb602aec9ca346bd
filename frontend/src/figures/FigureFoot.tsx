import { formatCount } from "../components/numbers";
import classes from "./FigureFoot.module.css";
import type { LayoutMeta } from "./figureData";

/** The figure's note, and how many of its points are drawn if some are left out. */
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
