import { useState } from "react";
import { isLive, useSweepGroups } from "../../api/sweeps";
import type { Sweep } from "../../api/types";
import { Card } from "../../components/Card";
import { QueryError } from "../../components/QueryError";
import { FigureCard } from "../../figures/FigureCard";
import { OptionPicker } from "../../figures/OptionPicker";
import { useOption } from "../../figures/useOption";
import { CellRuns } from "./CellRuns";
import { byOptions, CELLS, fieldsOf } from "./fields";
import { GridTable } from "./GridTable";
import { gridLayout, type GridEntry } from "./gridLayout";
import { HYPERVOLUME, STATUS } from "./gridMeasures";
import { SupportCard } from "./SupportCard";
import figures from "./SweepFigures.module.css";

/** Columns beside which the fronts have room. */
const FEW_COLUMNS = 4;
const FRONTS_HEIGHT = 360;
const WEIGHTS_FRAME = 90;
const WEIGHTS_PANEL = 150;

const MEANING: Record<string, string> = {
  [STATUS]: "deeper colour: more of the cell's runs have ended",
  [HYPERVOLUME]: "validation, on common axes, mean over seeds; deeper colour: better",
};
const OBJECTIVE_MEANING = "last validation point, mean over seeds; deeper colour: better";

/** The cells of the sweep as a heat map; a click on one lists its runs. */
export function GridTab({ sweep }: { sweep: Sweep }) {
  const groups = useSweepGroups(sweep.id, [CELLS]);
  const objectives = groups.data?.objectives.map(({ name }) => name) ?? [];
  // While runs train, how far they are comes first.
  const [options] = useState(() => (isLive(sweep) ? [STATUS, HYPERVOLUME] : [HYPERVOLUME, STATUS]));
  const [measure, setMeasure] = useOption("colour", [...options, ...objectives]);
  const [chosen, choose] = useState<GridEntry | null>(null);
  const cell = sweep.cells.find(({ index }) => index === chosen?.cell.index);
  const fields = fieldsOf(sweep);
  const layout = gridLayout(sweep, fields, measure !== STATUS);
  const beside = layout.columns.length <= FEW_COLUMNS;
  const [by = CELLS] = byOptions(fields);
  return (
    <>
      <div className={beside ? figures.grid : undefined}>
        <Card
          title="Grid"
          subtitle={`${MEANING[measure] ?? OBJECTIVE_MEANING}; a click on a cell lists its runs`}
          controls={
            <OptionPicker
              label="Colour by"
              options={[...options, ...objectives]}
              value={measure}
              onChange={setMeasure}
            />
          }
        >
          <QueryError query={groups} />
          <GridTable
            sweep={sweep}
            layout={layout}
            groups={groups.data}
            measure={measure}
            chosen={chosen}
            onCell={choose}
          />
        </Card>
        {beside && (
          <FigureCard
            source={{ name: "group_fronts", sweep: sweep.id, by: [by], options: {} }}
            title="Fronts by group"
            height={FRONTS_HEIGHT}
          />
        )}
      </div>
      {chosen && cell && (
        <CellRuns
          sweep={sweep}
          cell={cell}
          ids={chosen.runIds.length < cell.run_ids.length ? chosen.runIds : cell.run_ids}
          onClose={() => choose(null)}
        />
      )}
      <SupportCard sweep={sweep} />
      <div className={figures.below}>
        <FigureCard
          source={{ name: "group_means", sweep: sweep.id, by: [by], options: { show: "weights" } }}
          title="Weights"
          height={WEIGHTS_FRAME + WEIGHTS_PANEL * Math.max(1, objectives.length)}
        />
      </div>
    </>
  );
}
