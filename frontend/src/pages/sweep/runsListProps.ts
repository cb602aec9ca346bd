import type { Sweep } from "../../api/types";
import type { ListSetting } from "../runs/listSetting";

export interface RunsListProps extends Omit<ListSetting, "grouping" | "onHelp"> {
  sweep: Sweep;
}
