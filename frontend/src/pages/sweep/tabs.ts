export const TABS = ["grid", "table", "fronts", "curves", "runs", "definition"] as const;
export type Tab = (typeof TABS)[number];

export function tabOf(text: string | undefined): Tab {
  return TABS.find((tab) => tab === text) ?? "grid";
}
