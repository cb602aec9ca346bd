import { useMediaQuery } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useRunsStream } from "../../api/runsStream";
import { throttled } from "../../api/throttled";
import { useTitle } from "../../components/useTitle";
import { compareAddress, compareHint } from "./compareHint";
import { GroupedRuns } from "./GroupedRuns";
import { KeysHelp } from "./KeysHelp";
import { useListKeys } from "./listKeys";
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
  const [help, showHelp] = useState(false);
  const navigate = useNavigate();
  useListKeys({
    compare: () => {
      if (compareHint(selection.ids.length) === null) void navigate(compareAddress(selection.ids));
    },
    help: () => showHelp(true),
  });
  const given = { filter, setFilter, grouping, selection, narrow, onHelp: () => showHelp(true) };
  return (
    <>
      {grouping.by === "" ? <SingleRuns {...given} /> : <GroupedRuns {...given} />}
      <SelectionBar selection={selection} />
      {help && <KeysHelp onClose={() => showHelp(false)} />}
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
