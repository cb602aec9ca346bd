import { useMediaQuery } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { useRunsStream } from "../../api/runsStream";
import { throttled } from "../../api/throttled";
import { useTitle } from "../../components/useTitle";
import { GroupedRuns } from "./GroupedRuns";
import { SelectionBar } from "./SelectionBar";
import { SingleRuns } from "./SingleRuns";
import { useListGrouping } from "./useListGrouping";
import { useRunFilter } from "./useRunFilter";
import { useSelection } from "./useSelection";

const REFRESH_SECONDS = 5;

export function RunsPage() {
  useTitle("Runs");
  useFreshRuns();
  const [filter, setFilter] = useRunFilter();
  const grouping = useListGrouping();
  const selection = useSelection();
  const narrow = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  const given = { filter, setFilter, grouping, selection, narrow };
  return (
    <>
      {grouping.by === "" ? <SingleRuns {...given} /> : <GroupedRuns {...given} />}
      <SelectionBar selection={selection} />
    </>
  );
}

/** Keeps runs fresh as they report, and groups of them every few seconds. */
function useFreshRuns(): void {
  const client = useQueryClient();
  const refresh = useMemo(
    () =>
      throttled(REFRESH_SECONDS, () => {
        for (const key of ["run-groups", "named-runs", "run-fields"])
          void client.invalidateQueries({ queryKey: [key] });
      }),
    [client],
  );
  useEffect(() => refresh.cancel, [refresh]);
  useRunsStream(useCallback(() => refresh.call(), [refresh]));
}
