import { useMemo } from "react";
import { ERROR_VIEWS, errorViewName } from "../../../figures/errorViews";
import { FigureCard } from "../../../figures/FigureCard";
import { OptionPicker } from "../../../figures/OptionPicker";
import type { LiveSource } from "../../../figures/Plot";
import { useOption } from "../../../figures/useOption";

interface Props {
  runId: string;
  objective: string;
  live: LiveSource | undefined;
  height: number;
  /** Whether this card has the choice, which holds for the charts of all objectives. */
  chooses: boolean;
}

/** One objective over steps, on request with the standard errors of its evaluations. */
export function ObjectiveCard({ runId, objective, live, height, chooses }: Props) {
  const [errors, setErrors] = useOption("errors", ERROR_VIEWS);
  const source = useMemo(
    () => ({ name: "objective", runs: [runId], options: { objective, errors } }),
    [runId, objective, errors],
  );
  return (
    <FigureCard
      source={source}
      title={objective}
      height={height}
      live={live}
      controls={
        chooses && (
          <OptionPicker
            label="How standard errors are drawn"
            options={ERROR_VIEWS}
            value={errors}
            onChange={setErrors}
            name={errorViewName}
          />
        )
      }
    />
  );
}
