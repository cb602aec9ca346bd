import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { useGroups } from "../../api/groups";
import type { Run } from "../../api/types";
import { ErrorState } from "../../components/ErrorState";
import { groupTag } from "../../figures/emphasis";
import { AxesBar } from "./AxesBar";
import { BestOfGroups } from "./BestOfGroups";
import { GroupedFigures } from "./GroupedFigures";
import { GroupLegend } from "./GroupLegend";
import { placed } from "./groupOrder";
import type { RowOrder } from "./rowOrder";
import { isOwn } from "../../api/measuredAxes";
import type { AxesChoice } from "./useAxes";
import { useLegend } from "./useLegend";

const HEIGHT = 480;

interface Props {
  /** The ids of the runs that the server has. */
  ids: readonly string[];
  runs: readonly Run[];
  by: readonly string[];
  colourBy: string | undefined;
  choice: AxesChoice;
}

/** Groups of runs: their legend, the axes they are measured with, and their figures and tables. */
export function GroupedComparison({ ids, runs, by, colourBy, choice }: Props) {
  const { data, error } = useGroups(ids, by, choice.axes);
  const [sort, setSort] = useState<RowOrder>("");
  const legend = useLegend(data?.groups.map(({ id, label }) => ({ id, target: { group: groupTag(label) } })) ?? []);
  if (!data && !error) return <Skeleton h={HEIGHT} animate={false} />;
  // The bar stays, so that axes which the server refuses can be taken back.
  if (!data) return isOwn(choice.axes) ? <ErrorState error={error} /> : <AxesBar choice={choice} error={error} />;
  const rows = placed(data, runs, colourBy);
  return (
    <>
      <GroupLegend groups={rows} legend={legend} sort={sort} onSort={setSort} />
      <AxesBar measured={data} choice={choice} error={error} />
      {runs.length > 0 && (
        <GroupedFigures
          runs={runs}
          by={by}
          axes={choice.axes}
          groups={data}
          rows={rows}
          legend={legend}
          colourBy={colourBy}
          sort={sort}
          onSort={setSort}
        />
      )}
      <BestOfGroups ids={ids} by={by} axes={choice.axes} rows={rows} />
    </>
  );
}
