import { isRecord } from "../api/shapes";
import { csvOf } from "./csv";
import type { FigureData, Layout } from "./figureData";
import { loadPlotly, plotlySource, type PlotElement } from "./plotly";

const IMAGE_SCALE = 2;
const TITLE_HEIGHT = 44;

/** Saves what is on screen, zoom included, with the title the card carries. */
export async function saveImage(element: PlotElement, format: "png" | "svg"): Promise<void> {
  const plotly = await loadPlotly();
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--card");
  const figure = { data: element.data, layout: { ...titled(element.layout), paper_bgcolor: ground } };
  const size = { width: element.clientWidth, height: element.clientHeight + TITLE_HEIGHT };
  const address = await plotly.toImage(figure, { format, ...size, scale: format === "png" ? IMAGE_SCALE : 1 });
  saveAddress(address, `${fileName(element.layout)}.${format}`);
}

export function saveCsv(figure: FigureData, name: string): void {
  saveText(csvOf(figure.data), `${name}.csv`, "text/csv");
}

/** Saves a page that works on its own: the figure and Plotly itself. */
export async function saveHtml(figure: FigureData, name: string): Promise<void> {
  saveText(standAlone(figure, await plotlySource()), `${name}.html`, "text/html");
}

export function standAlone(figure: FigureData, plotly: string): string {
  const json = JSON.stringify({ data: figure.data, layout: { ...titled(figure.layout), autosize: true } }).replaceAll(
    "<",
    "\\u003c",
  );
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><title>Paretoscope figure</title>',
    `<script>${plotly.replaceAll("</script", "<\\/script")}</script></head>`,
    '<body style="margin:0"><div id="figure" style="height:100vh"></div>',
    `<script>const figure = ${json};`,
    'Plotly.newPlot("figure", figure.data, figure.layout, {responsive: true});</script>',
    "</body></html>",
  ].join("\n");
}

/** Lines that draw the same figure in a notebook. */
export function asPython(address: URL): string {
  return [
    "import httpx",
    "import plotly.graph_objects as go",
    "",
    `answer = httpx.get(${JSON.stringify(address.toString())})`,
    "figure = go.Figure(answer.raise_for_status().json())",
    "figure.show()",
    "",
  ].join("\n");
}

function titled(layout: Layout): Layout {
  const margin = isRecord(layout.margin) ? layout.margin : {};
  const top = typeof margin.t === "number" ? margin.t : 0;
  const subtitle = layout.meta?.subtitle;
  const title = {
    text: layout.meta?.title ?? "",
    x: 0,
    xref: "container",
    xanchor: "left",
    pad: { l: 16 },
    font: { size: 14 },
    ...(subtitle ? { subtitle: { text: subtitle } } : {}),
  };
  return { ...layout, title, margin: { ...margin, t: top + TITLE_HEIGHT } };
}

function fileName(layout: Layout): string {
  return (layout.meta?.title ?? "figure").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function saveText(text: string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  saveAddress(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function saveAddress(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
