import { useMemo } from "react";
import type { Run } from "../../../api/types";
import { trainedNames } from "../../../components/objectives";
import { FigureCard } from "../../../figures/FigureCard";
import { OptionPicker } from "../../../figures/OptionPicker";
import type { LiveSource } from "../../../figures/Plot";
import { useOption } from "../../../figures/useOption";

const VIEWS = ["area", "lines"] as const;
const VIEWS_OF_THREE = ["area", "lines", "simplex"] as const;

interface Props {
  name: "weights" | "effective_weights";
  title: string;
  run: Run;
  live: LiveSource | undefined;
  height: number;
  onPoint: (runId: string, step: number) => void;
  className: string | undefined;
}

/** Nominal or effective weights over steps, stacked, as lines or in the simplex. */
export function WeightsCard({ name, title, run, live, height, onPoint, className }: Props) {
  const simplex = name === "weights" && trainedNames(run.objectives).length === 3;
  const views: readonly ("area" | "lines" | "simplex")[] = simplex ? VIEWS_OF_THREE : VIEWS;
  const [view, setView] = useOption(name, views);
  const source = useMemo(() => ({ name, runs: [run.id], options: { view } }), [name, run.id, view]);
  return (
    <FigureCard
      className={className}
      source={source}
      title={title}
      height={height}
      live={live}
      onPoint={onPoint}
      controls={
        <OptionPicker label={`How ${title.toLowerCase()} are drawn`} options={views} value={view} onChange={setView} />
      }
    />
  );
}
