/** Which traces of a figure are hidden, brought forward or dimmed. Nothing is drawn again and nothing moves. */

import { isList, isRecord } from "../api/shapes";
import type { FigureData, Layout, Trace } from "./figureData";
import type { PlotPoint } from "./plotly";

/** What traces are of: a run, or a group with its runs. */
export interface Target {
  run?: string;
  group?: string;
}

export interface Emphasis {
  /** Groups, or runs that are compared one by one, that are not drawn. */
  hidden: readonly Target[];
  /** What is brought forward while the rest is dimmed; empty for nothing. */
  forward: readonly Target[];
  /** Called with what the pointer is at, null when it is at nothing. */
  onHover: (target: Target | null) => void;
}

/** The label of a group as figures have it, with markup escaped. */
export function groupTag(label: string): string {
  return label.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("%{", "%\u200b{");
}

/** A figure without the lines, points and labels of what is hidden. */
export function withoutHidden({ data, layout }: FigureData, hidden: readonly Target[]): FigureData {
  if (hidden.length === 0) return { data, layout };
  const names = new Set(hidden.flatMap(({ run, group }) => [run, group]));
  const annotations = isList(layout.annotations)
    ? layout.annotations.filter((one) => !(isRecord(one) && typeof one.name === "string" && isOf(one.name, names)))
    : layout.annotations;
  return {
    data: data.filter(({ meta }) => !hidden.some((target) => belongs(meta, target))),
    layout: { ...layout, annotations },
  };
}

/** Labels of panels are named `group/panel`. */
function isOf(name: string, names: ReadonlySet<string | undefined>): boolean {
  return names.has(name) || [...names].some((one) => one !== undefined && name.startsWith(`${one}/`));
}

function belongs(meta: Trace["meta"], { run, group }: Target): boolean {
  return run !== undefined ? meta?.run === run : meta?.group === group;
}

export type Standing = "lifted" | "dimmed" | "plain";

/** How a trace stands: traces of no run and no group, such as the reference point, always stay as they are. */
export function standingOf(meta: Trace["meta"], forward: readonly Target[]): Standing {
  if (forward.length === 0 || (meta?.run === undefined && meta?.group === undefined)) return "plain";
  return forward.some((target) => belongs(meta, target)) ? "lifted" : "dimmed";
}

/** Marks the drawn traces and labels, which the style sheet then shows stronger or fainter. */
export function mark(element: HTMLElement, layout: Layout, forward: readonly Target[]): void {
  for (const node of element.querySelectorAll(".scatterlayer > .trace"))
    node.setAttribute("data-standing", standingOf(metaOf(node), forward));
  const names = new Set(forward.flatMap(({ run, group }) => [run, group]));
  const annotations = isList(layout.annotations) ? layout.annotations : [];
  for (const node of element.querySelectorAll(".annotation")) {
    const one = annotations[Number(node.getAttribute("data-index"))];
    const name = isRecord(one) && typeof one.name === "string" && one.name !== "reference" ? one.name : null;
    const dimmed = forward.length > 0 && name !== null && !isOf(name, names);
    node.setAttribute("data-standing", dimmed ? "dimmed" : "plain");
  }
}

/** Plotly binds each drawn trace to its calculated points, whose first one knows the trace. */
function metaOf(node: Element): Trace["meta"] {
  const bound: unknown = Reflect.get(node, "__data__");
  const first = isList(bound) ? bound[0] : undefined;
  const trace = isRecord(first) ? first.trace : undefined;
  const meta = isRecord(trace) ? trace.meta : undefined;
  if (!isRecord(meta)) return undefined;
  const { run, group } = meta;
  return { ...(typeof run === "string" && { run }), ...(typeof group === "string" && { group }) };
}

/** What the pointer is at: of several traces at one step, the one whose value is nearest to it. */
export function targetAt(points: readonly PlotPoint[], y: unknown): Target | null {
  const distance = ({ y: own }: PlotPoint) =>
    typeof own === "number" && typeof y === "number" ? Math.abs(own - y) : 0;
  const [nearest] = points
    .filter(({ data }) => data.meta?.run !== undefined || data.meta?.group !== undefined)
    .toSorted((one, other) => distance(one) - distance(other));
  const { run, group } = nearest?.data.meta ?? {};
  if (run !== undefined) return { run };
  return group !== undefined ? { group } : null;
}
