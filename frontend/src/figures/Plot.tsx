import { useEffect, useRef, useState } from "react";
import { useConnection } from "../api/connection";
import type { Feed } from "../api/feed";
import { isList, isRecord } from "../api/shapes";
import type { MetricBatch } from "../api/types";
import type { FigureData, Layout } from "./figureData";
import type { Emphasis } from "./emphasis";
import { useEmphasis, useShown } from "./useEmphasis";
import { extendable, extensionOf, joined } from "./liveTraces";
import { isPlot, loadPlotly, type PlotElement, type PlotlyModule, type PlotPoint } from "./plotly";
import classes from "./Plot.module.css";

const CONFIG = { displayModeBar: false, doubleClick: "reset", showTips: false };
const FONT = '"Inter Variable", Inter, system-ui, sans-serif';

export interface LiveSource {
  feed: Feed;
  runId: string;
}

interface Props {
  figure: FigureData;
  /** Zoom and pan are kept as long as this stays the same. */
  view: string;
  label: string;
  live?: LiveSource | undefined;
  onPoint?: ((runId: string, step: number) => void) | undefined;
  onElement?: (element: PlotElement | null) => void;
  emphasis?: Emphasis | undefined;
}

/** Wraps Plotly: draws a figure made by the server, follows its size and extends it with live points. */
export function Plot({ figure, view, label, live, onPoint, onElement, emphasis }: Props) {
  const shown = useShown(figure, emphasis?.hidden);
  const holder = useRef<HTMLDivElement>(null);
  const drawing = useRef<Promise<unknown>>(Promise.resolve());
  const [plotly, setPlotly] = useState<PlotlyModule | null>(null);
  const [drawnPlot, setDrawn] = useState<PlotElement | null>(null);
  const [error, setError] = useState<string | null>(null);

  const lost = useConnection() === "unreachable";

  useEffect(() => {
    let gone = false;
    const show = (loaded: PlotlyModule) => {
      setPlotly(loaded);
      setError(null);
    };
    loadPlotly().then(
      (loaded) => !gone && show(loaded),
      (reason: unknown) => !gone && setError(String(reason)),
    );
    return () => {
      gone = true;
    };
  }, [lost]);

  useEffect(() => {
    const element = holder.current;
    if (!plotly || !element) return;
    let gone = false;
    const done = plotly.react(element, extendable(shown.data), fitted(shown.layout, view), CONFIG);
    drawing.current = done.catch(() => undefined);
    void done.then((drawn) => {
      if (gone) return;
      setDrawn(drawn);
      drawn.removeAllListeners("plotly_click");
      if (onPoint) drawn.on("plotly_click", (event) => open(event?.points ?? [], onPoint));
      onElement?.(drawn);
    });
    return () => {
      gone = true;
    };
  }, [plotly, shown, view, onPoint, onElement]);
  useEmphasis(drawnPlot, emphasis);

  useEffect(() => {
    const element = holder.current;
    if (!plotly || !element) return;
    const stop = followSize(plotly, element);
    return () => {
      stop();
      // Plotly fails if what it still draws is taken away.
      void drawing.current.then(() => plotly.purge(element));
    };
  }, [plotly]);

  useEffect(() => {
    const element = holder.current;
    if (!plotly || !element || !live) return;
    return followFeed(plotly, element, live);
  }, [plotly, live]);

  if (error) return <p className={classes.error}>{error} The figure appears when the server is back.</p>;
  return <div ref={holder} className={classes.plot} role="img" aria-label={label} />;
}

function fitted(layout: Layout, view: string): Layout {
  const touch = window.matchMedia("(pointer: coarse)").matches;
  const font = { ...(isRecord(layout.font) && layout.font), family: FONT };
  return {
    ...layout,
    font,
    autosize: true,
    uirevision: view,
    ...(touch ? { dragmode: false } : {}),
    width: undefined,
    height: undefined,
  };
}

function open(points: PlotPoint[], onPoint: (runId: string, step: number) => void): void {
  for (const { customdata } of points) {
    if (!isList(customdata)) continue;
    const [runId, step] = customdata;
    if (typeof runId === "string" && typeof step === "number") {
      onPoint(runId, step);
      return;
    }
  }
}

function followSize(plotly: PlotlyModule, element: HTMLElement): () => void {
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (element.clientWidth > 0 && element.classList.contains("js-plotly-plot")) void plotly.Plots.resize(element);
    });
  });
  observer.observe(element);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

/** Live points wait for the next frame, so that a burst is drawn once. */
function followFeed(plotly: PlotlyModule, element: HTMLElement, { feed, runId }: LiveSource): () => void {
  let waiting: MetricBatch[] = [];
  let frame = 0;
  const draw = () => {
    frame = 0;
    const extension = isPlot(element) ? extensionOf(element.data, joined(waiting), runId) : null;
    waiting = [];
    if (extension) void plotly.extendTraces(element, { ...extension.update }, extension.traces);
  };
  const unsubscribe = feed.subscribe((batch) => {
    waiting.push(batch);
    frame ||= requestAnimationFrame(draw);
  });
  return () => {
    unsubscribe();
    cancelAnimationFrame(frame);
  };
}
