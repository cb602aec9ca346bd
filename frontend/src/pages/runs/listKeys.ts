import { useWindowEvent } from "@mantine/hooks";

/** Marks what can be stepped through by keys: a row or a card of a run or a group. */
export const ROW = "data-row";

/** The keys of the list, as its help shows them. */
export const KEYS: readonly { key: string; meaning: string }[] = [
  { key: "j", meaning: "Go to the next row" },
  { key: "k", meaning: "Go to the row before" },
  { key: "Enter", meaning: "Open the run, or unfold the group" },
  { key: "x", meaning: "Choose the row, or leave it" },
  { key: "c", meaning: "Compare the chosen runs" },
  { key: "/", meaning: "Search, or write a query" },
  { key: "?", meaning: "Show these keys" },
];

interface Actions {
  compare: () => void;
  help: () => void;
}

/** Steps through the rows of the list by keys. The row is the one with the focus, so Enter does what a click does. */
export function useListKeys({ compare, help }: Actions): void {
  useWindowEvent("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken()) return;
    const action = { j: () => step(1), k: () => step(-1), x: choose, c: compare, "/": search, "?": help }[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

/** Whether keys belong to a field that takes text, or to a dialog. */
function isTaken(): boolean {
  const focused = document.activeElement;
  const isField = focused instanceof HTMLInputElement && focused.type !== "checkbox";
  return isField || focused instanceof HTMLTextAreaElement || document.querySelector("[role=dialog]") !== null;
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[${ROW}]`)];
}

function step(by: 1 | -1): void {
  const all = rows();
  const place = all.findIndex((row) => row.contains(document.activeElement));
  const next = place === -1 ? all[0] : all[place + by];
  next?.querySelector<HTMLElement>("a, button")?.focus();
}

function choose(): void {
  const row = rows().find((one) => one.contains(document.activeElement));
  row?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
}

function search(): void {
  document.querySelector<HTMLElement>("[data-search]")?.focus();
}
