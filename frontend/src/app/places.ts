import type { Run } from "../api/types";

export interface Place {
  label: string;
  to: string;
  run?: Run;
}

const PAGES: Place[] = [
  { label: "Runs", to: "/runs" },
  { label: "New run", to: "/runs/new" },
  { label: "Sweeps", to: "/sweeps" },
  { label: "Compare", to: "/compare" },
  { label: "Workers", to: "/workers" },
];

const SHOWN = 10;

/** Where the jump box can go: pages whose name contains the text, then runs that the server found. */
export function places(text: string, runs: readonly Run[]): Place[] {
  const wanted = text.trim().toLowerCase();
  const pages = PAGES.filter((page) => page.label.toLowerCase().includes(wanted));
  return [...pages, ...runs.map((run) => ({ label: run.name, to: `/runs/${run.id}`, run }))].slice(0, SHOWN);
}
