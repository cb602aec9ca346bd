import type { Run } from "../../../api/types";
import { trainedNames } from "../../../components/objectives";
import { FigureCard } from "../../../figures/FigureCard";
import { frontOptions, frontViews, viewName } from "../../../figures/frontViews";
import { OptionPicker } from "../../../figures/OptionPicker";
import { useOption } from "../../../figures/useOption";
import { heights } from "./heights";
import { PointPanel } from "./PointPanel";

interface Props {
  run: Run;
  /** The step whose point is open. */
  step: number | null;
  onPoint: (runId: string, step: number) => void;
  className: string | undefined;
}

/** The Pareto front of the run's validation points; a click on one opens it. */
export function FrontCard({ run, step, onPoint, className }: Props) {
  const names = trainedNames(run.objectives);
  const views = frontViews(names);
  const [view, setView] = useOption("front", views);
  const options = frontOptions(view, names);
  return (
    <FigureCard
      className={className}
      source={{ name: "front", runs: [run.id], options }}
      title="Pareto front"
      height={heights.tall}
      onPoint={onPoint}
      controls={
        <OptionPicker label="Objectives of the front" options={views} value={view} onChange={setView} name={viewName} />
      }
    >
      {step !== null && <PointPanel run={run} step={step} />}
    </FigureCard>
  );
}
