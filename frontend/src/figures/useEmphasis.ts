import { useEffect, useMemo, useRef } from "react";
import { mark, targetAt, withoutHidden, type Emphasis, type Target } from "./emphasis";
import type { FigureData } from "./figureData";
import type { PlotElement } from "./plotly";

const NOTHING: readonly Target[] = [];

/** The figure without what is hidden; the same object as long as neither changes. */
export function useShown(figure: FigureData, hidden: readonly Target[] = NOTHING): FigureData {
  return useMemo(() => withoutHidden(figure, hidden), [figure, hidden]);
}

/** Marks what is brought forward, also after each drawing, and tells what the pointer is at. */
export function useEmphasis(element: PlotElement | null, emphasis: Emphasis | undefined): void {
  const forward = emphasis?.forward ?? NOTHING;
  const now = useRef(forward);
  useEffect(() => {
    now.current = forward;
    if (element) mark(element, element.layout, forward);
  }, [element, forward]);
  const onHover = emphasis?.onHover;
  useEffect(() => {
    if (!element || !onHover) return;
    element.on("plotly_afterplot", () => mark(element, element.layout, now.current));
    element.on("plotly_hover", (event) => onHover(targetAt(event?.points ?? [], event?.yvals?.[0])));
    element.on("plotly_unhover", () => onHover(null));
    return () => {
      for (const name of ["plotly_afterplot", "plotly_hover", "plotly_unhover"]) element.removeAllListeners(name);
    };
  }, [element, onHover]);
}
