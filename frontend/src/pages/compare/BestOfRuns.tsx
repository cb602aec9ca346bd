import { useFronts } from "../../api/fronts";
import type { ChosenAxes } from "../../api/measuredAxes";
import { BestPoints } from "./BestPoints";
import { rowsOfRuns } from "./bestRows";
import { useReport } from "./useReport";

/** The best points of runs that are compared one by one. */
export function BestOfRuns({ ids, axes }: { ids: readonly string[]; axes: ChosenAxes }) {
  const splits = useFronts(ids, axes).data?.splits ?? [];
  const [report, setReport] = useReport(splits);
  const { data } = useFronts(ids, axes, report);
  if (!data) return null;
  const { objectives } = data;
  const props = { objectives, splits, report, onReport: setReport };
  return <BestPoints rows={rowsOfRuns(data)} noun="run" {...props} />;
}
