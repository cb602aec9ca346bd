import { useGroups } from "../../api/groups";
import type { ChosenAxes } from "../../api/measuredAxes";
import { BestPoints } from "./BestPoints";
import { rowsOfGroups } from "./bestRows";
import type { Placed } from "./groupOrder";
import { useReport } from "./useReport";

interface Props {
  ids: readonly string[];
  by: readonly string[];
  axes: ChosenAxes;
  /** The groups with their colours. */
  rows: readonly Placed[];
}

/** The best points of groups of runs. */
export function BestOfGroups({ ids, by, axes, rows }: Props) {
  const splits = useGroups(ids, by, axes).data?.splits ?? [];
  const [report, setReport] = useReport(splits);
  const { data } = useGroups(ids, by, axes, report);
  if (!data) return null;
  const { objectives } = data;
  const props = { objectives, splits, report, onReport: setReport };
  return <BestPoints rows={rowsOfGroups(data, rows)} noun="group" {...props} />;
}
