import { Button } from "@mantine/core";
import { MOST_COMPARED, useFronts } from "../../api/fronts";
import { counted } from "../../components/numbers";
import { AxesBar } from "./AxesBar";
import { BestOfRuns } from "./BestOfRuns";
import { ComparedFigures } from "./ComparedFigures";
import classes from "./ComparePage.module.css";
import { MOST_READABLE, REPLICATES } from "./grouping";
import { RunStrip } from "./RunStrip";
import type { AxesChoice } from "./useAxes";
import type { ComparedRuns } from "./useComparedRuns";
import { useLegend } from "./useLegend";

interface Props {
  compared: ComparedRuns;
  /** The ids of the runs that the server has. */
  ids: readonly string[];
  choice: AxesChoice;
  onGroup: (by: readonly string[]) => void;
}

/** Runs one by one, each with its own colour. */
export function SingleComparison({ compared, ids, choice, onGroup }: Props) {
  const { axes } = choice;
  const fronts = useFronts(ids, axes);
  const legend = useLegend(ids.map((id) => ({ id, target: { run: id } })));
  return (
    <>
      {compared.ids.length > MOST_READABLE && (
        <p className={classes.advice}>
          {counted(compared.ids.length, "run")} one by one are hard to tell apart.
          {compared.beyond > 0 && ` More than ${MOST_COMPARED} fit only in groups.`}
          <Button variant="transparent" onClick={() => onGroup([REPLICATES])}>
            Group replicates
          </Button>
        </p>
      )}
      <RunStrip compared={compared} axes={axes} legend={legend} />
      <AxesBar measured={fronts.data} choice={choice} error={fronts.error} />
      {compared.runs.length > 0 && !compared.loading && (
        <ComparedFigures runs={compared.runs} axes={axes} emphasis={legend.emphasis} />
      )}
      <BestOfRuns ids={ids} axes={axes} />
    </>
  );
}
