import { useCallback } from "react";
import type { Groups } from "../../api/groups";
import type { ChosenAxes } from "../../api/measuredAxes";
import type { Run } from "../../api/types";
import { names, sharedBy, trainedNames } from "../../components/objectives";
import { FigureCard } from "../../figures/FigureCard";
import { frontOptions, frontViews, IN_SPACE, PARALLEL, viewName } from "../../figures/frontViews";
import { OptionPicker } from "../../figures/OptionPicker";
import { useOption } from "../../figures/useOption";
import classes from "./ComparedFigures.module.css";
import { ComparedPoint } from "./ComparedPoint";
import { FinalGroups } from "./FinalGroups";
import { ordered, type Placed } from "./groupOrder";
import type { RowOrder } from "./rowOrder";
import type { Legend } from "./useLegend";
import { useOpenPoint } from "./useOpenPoint";
import { WhatDiffers, type Column } from "./WhatDiffers";

const SHOWN = ["fronts", "difference"] as const;
const MEMBERS = ["faint", "off"] as const;
const HEIGHT = 400;
const FAINT = { faint: "members faint", off: "no members" };

interface Props {
  runs: readonly Run[];
  by: readonly string[];
  axes: ChosenAxes;
  groups: Groups;
  /** The groups with their colours. */
  rows: readonly Placed[];
  legend: Legend;
  colourBy: string | undefined;
  sort: RowOrder;
  onSort: (sort: RowOrder) => void;
}

/** Fronts and means of groups of runs, their final points, and how the groups' configs differ. */
export function GroupedFigures({ runs, by, axes, groups, rows, legend, colourBy, sort, onSort }: Props) {
  const ids = runs.map((run) => run.id);
  const { emphasis } = legend;
  const shared = sharedBy(runs, trainedNames);
  const measured = sharedBy(runs, names);
  const pairs = frontViews(shared).filter((view) => view !== IN_SPACE && view !== PARALLEL);
  const [view, setView] = useOption("front", pairs.length > 0 ? pairs : [""]);
  const [kind, setKind] = useOption("map", SHOWN);
  const [members, setMembers] = useOption("members", MEMBERS);
  const [point, openPoint] = useOpenPoint();
  const choose = useCallback((runId: string, step: number) => openPoint({ runId, step }), [openPoint]);
  const chosen = runs.find((run) => run.id === point?.runId);
  const isPair = groups.groups.length === 2;
  const source = { runs: ids, by, axes, colourBy };
  const isMap = isPair && kind === "difference";
  const columns = ordered(rows, sort).map(({ group: { id, label, run_ids: inside }, place }): Column => {
    const known = new Set(inside);
    return { id, name: label, place, runs: runs.filter((run) => known.has(run.id)) };
  });
  return (
    <div className={classes.grid}>
      <FigureCard
        className={classes.wide}
        source={{
          ...source,
          name: isMap ? "difference_map" : "group_fronts",
          options: { ...frontOptions(view, shared), ...(isMap ? {} : { members }) },
        }}
        title="Fronts by group"
        height={HEIGHT}
        onPoint={choose}
        emphasis={emphasis}
        controls={
          <>
            {isPair && <OptionPicker label="Fronts or difference" options={SHOWN} value={kind} onChange={setKind} />}
            <OptionPicker
              label="Objectives of the fronts"
              options={pairs}
              value={view}
              onChange={setView}
              name={viewName}
            />
          </>
        }
      />
      <FigureCard
        className={classes.narrow}
        source={{ ...source, name: "group_means", options: { show: "hypervolume", members } }}
        title="Hypervolume"
        height={HEIGHT}
        onPoint={choose}
        emphasis={emphasis}
        controls={
          <OptionPicker
            label="Members of the groups"
            options={MEMBERS}
            value={members}
            onChange={setMembers}
            name={(option) => FAINT[option]}
          />
        }
      />
      <FinalGroups className={classes.wide} groups={groups} rows={rows} sort={sort} onSort={onSort} />
      <WhatDiffers className={classes.narrow} columns={columns} />
      {measured.length > 0 && (
        <FigureCard
          className={classes.whole}
          source={{ ...source, name: "group_means", options: { show: "objectives", members } }}
          title="Objectives"
          onPoint={choose}
          emphasis={emphasis}
          height={120 + 120 * measured.length}
        />
      )}
      {point && chosen && (
        <ComparedPoint run={chosen} ids={ids} step={point.step} axes={axes} onClose={() => openPoint(null)} />
      )}
    </div>
  );
}
