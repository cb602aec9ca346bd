/** Plotly, as the server ships it with its Python package: one version draws here and in notebooks. */

export interface TraceMeta {
  /** Metric key whose live points extend the trace as they are. */
  key?: string;
  /** Metric key of which the trace is the exponential moving average. */
  smooths?: string;
  /** Weight of a new value in that average. */
  weight?: number;
  /** Run the points are of. */
  run?: string;
}

export interface Trace {
  type?: string;
  name?: string;
  x?: readonly unknown[];
  y?: readonly unknown[];
  z?: readonly unknown[];
  customdata?: readonly unknown[];
  meta?: TraceMeta;
  [key: string]: unknown;
}

export interface LayoutMeta {
  title?: string;
  subtitle?: string | null;
  note?: string | null;
  /** The part of the note to stress. */
  note_strong?: string | null;
  points?: number | null;
  total_points?: number | null;
}

export interface Layout {
  meta?: LayoutMeta;
  [key: string]: unknown;
}

export interface FigureData {
  data: Trace[];
  layout: Layout;
}

export interface PlotPoint {
  customdata?: unknown;
  curveNumber: number;
  pointNumber: number;
}

export interface PlotElement extends HTMLElement {
  data: Trace[];
  layout: Layout;
  on: (event: "plotly_click", handler: (event: { points: PlotPoint[] }) => void) => void;
  removeAllListeners: (event: string) => void;
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

const ADDRESS = "/plotly.min.js";

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
    script.onload = () => resolve((window as unknown as { Plotly: PlotlyModule }).Plotly);
    script.onerror = () => {
      script.remove();
      reject(new Error(`${ADDRESS} could not be loaded from the server.`));
    };
    document.head.append(script);
  });
}

/** The server's plotly.min.js as text, for a page that must stand alone. */
export async function plotlySource(): Promise<string> {
  const response = await fetch(ADDRESS);
  if (!response.ok) throw new Error(`${ADDRESS} could not be loaded from the server.`);
  return response.text();
}
