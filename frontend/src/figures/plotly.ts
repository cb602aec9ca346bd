/**
 * Plotly in the version of the server's Python package, so that page and notebooks draw alike. The strict bundle makes
 * no functions from text, which the page's Content-Security-Policy forbids.
 */

import ADDRESS from "plotly.js-strict-dist-min/plotly-strict.min.js?url";
import type { FigureData, Layout, Trace } from "./figureData";

export interface PlotPoint {
  customdata?: unknown;
  y?: unknown;
  data: Trace;
  curveNumber: number;
  pointNumber: number;
}

type PlotEvent = "plotly_click" | "plotly_hover" | "plotly_unhover" | "plotly_afterplot";

export interface PlotElement extends HTMLElement {
  data: Trace[];
  layout: Layout;
  on: (event: PlotEvent, handler: (event?: { points: PlotPoint[]; yvals?: unknown[] }) => void) => void;
  removeAllListeners: (event: string) => void;
}

/** Whether Plotly has drawn in an element. */
export function isPlot(element: HTMLElement): element is PlotElement {
  return "data" in element && "layout" in element && "on" in element;
}

export interface PlotlyModule {
  react: (
    element: HTMLElement,
    data: Trace[],
    layout: Layout,
    config?: Record<string, unknown>,
  ) => Promise<PlotElement>;
  extendTraces: (element: HTMLElement, update: Record<string, unknown[][]>, traces: number[]) => Promise<PlotElement>;
  toImage: (
    figure: HTMLElement | FigureData,
    options: { format: "png" | "svg"; width: number; height: number; scale?: number },
  ) => Promise<string>;
  purge: (element: HTMLElement) => void;
  Plots: { resize: (element: HTMLElement) => Promise<void> };
}

declare global {
  interface Window {
    Plotly?: PlotlyModule;
  }
}

let loading: Promise<PlotlyModule> | null = null;

/** Loads Plotly once, when the first figure needs it. A failed load is tried again by the next figure. */
export function loadPlotly(): Promise<PlotlyModule> {
  loading ??= addScript().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

function addScript(): Promise<PlotlyModule> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ADDRESS;
    const fail = () => {
      script.remove();
      reject(new Error(`${ADDRESS} could not be loaded from the server.`));
    };
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : fail());
    script.onerror = fail;
    document.head.append(script);
  });
}

/** Plotly as text, for a page that works on its own. */
export async function plotlySource(): Promise<string> {
  const response = await fetch(ADDRESS);
  if (!response.ok) throw new Error(`${ADDRESS} could not be loaded from the server.`);
  return response.text();
}
