import type { Run } from "../../api/types";
import { names, trainedNames } from "../../components/objectives";
import { FigureCard } from "../../figures/FigureCard";
import { frontOptions, frontViews, viewName } from "../../figures/frontViews";
import { OptionPicker } from "../../figures/OptionPicker";
import { useOption } from "../../figures/useOption";
import classes from "./ComparedFigures.module.css";
import { FinalPoints } from "./FinalPoints";
import { WhatDiffers } from "./WhatDiffers";

const AXES = ["step", "time"] as const;
const HEIGHT = 400;

/** Fronts and hypervolumes of the runs over one another, their last points, and how their configs differ. */
export function ComparedFigures({ runs }: { runs: readonly Run[] }) {
  const shared = sharedBy(runs, trainedNames);
  const measured = sharedBy(runs, names);
  const views = shared.length > 0 ? frontViews(shared) : [""];
  const [view, setView] = useOption("front", views);
  const [axis, setAxis] = useOption("over", AXES);
  const ids = runs.map((run) => run.id);
  return (
    <div className={classes.grid}>
      <FigureCard
        className={classes.wide}
        source={{ name: "fronts", runs: ids, options: frontOptions(view, shared) }}
        title="Pareto fronts"
        height={HEIGHT}
        controls={
          <OptionPicker
            label="Objectives of the fronts"
            options={views}
            value={view}
            onChange={setView}
            name={viewName}
          />
        }
      />
      <FigureCard
        className={classes.narrow}
        source={{ name: "hypervolumes", runs: ids, options: { axis } }}
        title="Hypervolume"
        height={HEIGHT}
        controls={<OptionPicker label="Horizontal axis" options={AXES} value={axis} onChange={setAxis} />}
      />
      <FinalPoints className={classes.wide} runs={runs} />
      <WhatDiffers className={classes.narrow} runs={runs} />
      {measured.length > 0 && (
        <FigureCard
          className={classes.whole}
          source={{ name: "objectives_over_steps", runs: ids, options: {} }}
          title="Objectives"
          height={120 + 120 * measured.length}
        />
      )}
    </div>
  );
}

function sharedBy(runs: readonly Run[], namesOf: typeof names): string[] {
  const [first, ...others] = runs.map((run) => namesOf(run.objectives));
  return (first ?? []).filter((name) => others.every((other) => other.includes(name)));
}
