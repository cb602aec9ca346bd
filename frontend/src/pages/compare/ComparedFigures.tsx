import { Switch } from "@mantine/core";
import { useCallback } from "react";
import type { ChosenAxes } from "../../api/measuredAxes";
import type { Run } from "../../api/types";
import { names, sharedBy, trainedNames } from "../../components/objectives";
import type { Emphasis } from "../../figures/emphasis";
import { ERROR_VIEWS, errorViewName } from "../../figures/errorViews";
import { FigureCard } from "../../figures/FigureCard";
import { frontOptions, frontViews, viewName } from "../../figures/frontViews";
import { OptionPicker } from "../../figures/OptionPicker";
import { useOption } from "../../figures/useOption";
import { ComparedPoint } from "./ComparedPoint";
import classes from "./ComparedFigures.module.css";
import { FinalPoints } from "./FinalPoints";
import { useOpenPoint } from "./useOpenPoint";
import { WhatDiffers } from "./WhatDiffers";

const AXES = ["step", "time"] as const;
const DOMINATED = ["faint", "hidden"] as const;
const HEIGHT = 400;

interface Props {
  runs: readonly Run[];
  axes: ChosenAxes;
  emphasis: Emphasis;
}

/** Fronts and hypervolumes of the runs over one another, their last points, and how their configs differ. */
export function ComparedFigures({ runs, axes, emphasis }: Props) {
  const shared = sharedBy(runs, trainedNames);
  const measured = sharedBy(runs, names);
  const views = shared.length > 0 ? frontViews(shared) : [""];
  const [view, setView] = useOption("front", views);
  const [dominated, setDominated] = useOption("dominated", DOMINATED);
  const [axis, setAxis] = useOption("over", AXES);
  const [errors, setErrors] = useOption("errors", ERROR_VIEWS);
  const ids = runs.map((run) => run.id);
  const [point, openPoint] = useOpenPoint();
  const choose = useCallback((runId: string, step: number) => openPoint({ runId, step }), [openPoint]);
  const chosen = runs.find((run) => run.id === point?.runId);
  return (
    <div className={classes.grid}>
      <FigureCard
        className={classes.wide}
        source={{ name: "fronts", runs: ids, axes, options: { ...frontOptions(view, shared), dominated } }}
        title="Pareto fronts"
        height={HEIGHT}
        onPoint={choose}
        emphasis={emphasis}
        controls={
          <>
            <Switch
              size="xs"
              label="dominated points"
              checked={dominated === "faint"}
              onChange={(event) => setDominated(event.currentTarget.checked ? "faint" : "hidden")}
            />
            <OptionPicker
              label="Objectives of the fronts"
              options={views}
              value={view}
              onChange={setView}
              name={viewName}
            />
          </>
        }
      />
      <FigureCard
        className={classes.narrow}
        source={{ name: "hypervolumes", runs: ids, axes, options: { axis } }}
        emphasis={emphasis}
        title="Hypervolume"
        height={HEIGHT}
        onPoint={choose}
        controls={<OptionPicker label="Horizontal axis" options={AXES} value={axis} onChange={setAxis} />}
      />
      <FinalPoints className={classes.wide} runs={runs} axes={axes} />
      <WhatDiffers
        className={classes.narrow}
        columns={runs.map((run, place) => ({ id: run.id, name: run.name, place, runs: [run] }))}
      />
      {measured.length > 0 && (
        <FigureCard
          className={classes.whole}
          source={{ name: "objectives_over_steps", runs: ids, options: { errors } }}
          emphasis={emphasis}
          title="Objectives"
          controls={
            <OptionPicker
              label="How standard errors are drawn"
              options={ERROR_VIEWS}
              value={errors}
              onChange={setErrors}
              name={errorViewName}
            />
          }
          onPoint={choose}
          height={120 + 120 * measured.length}
        />
      )}
      {point && chosen && (
        <ComparedPoint run={chosen} ids={ids} step={point.step} axes={axes} onClose={() => openPoint(null)} />
      )}
    </div>
  );
}
