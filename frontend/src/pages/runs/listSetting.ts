import type { RunFilter } from "../../api/runs";
import type { ListGrouping } from "./useListGrouping";
import type { Selection } from "./useSelection";

/** What the list shows and how, which stays the same whether runs are grouped or not. */
export interface ListSetting {
  filter: RunFilter;
  setFilter: (change: Partial<RunFilter>) => void;
  grouping: ListGrouping;
  selection: Selection;
  narrow: boolean;
}

export function isFiltered({ status, search, sweep }: RunFilter): boolean {
  return status !== "" || search !== "" || sweep !== "";
}

export const NO_FILTER = { status: "", search: "", sweep: "" } as const;
