import { ALL_RUNS, type RunFilter } from "../../api/runs";
import type { ListGrouping } from "./useListGrouping";
import type { Selection } from "./useSelection";

/** What the list shows and how, which stays the same whether runs are grouped or not. */
export interface ListSetting {
  filter: RunFilter;
  setFilter: (change: Partial<RunFilter>) => void;
  grouping: ListGrouping;
  selection: Selection;
  narrow: boolean;
  /** Shows the keys of the list. */
  onHelp: () => void;
}

export function isFiltered(filter: RunFilter): boolean {
  return Object.values({ ...filter, sort: "" }).some((chosen) => chosen !== "");
}

export const NO_FILTER = ALL_RUNS;
