import { ActionIcon } from "@mantine/core";
import { Link } from "react-router";
import { useCheckpoints, useEvaluations } from "../api/runDetail";
import type { Checkpoint, Evaluation, FrontPoint, Run } from "../api/types";
import { forkPath, isForkable } from "./forks";
import { CloseIcon } from "./icons";
import { formatError, formatNumber } from "./numbers";
import { objectiveColour } from "./colours";
import { names as namesOf, objectiveLabel, trainedNames } from "./objectives";
import { OtherEvaluations } from "./OtherEvaluations";
import { PreferenceBar } from "./PreferenceBar";
import { ReevaluateButton } from "./ReevaluateButton";
import { Swatch } from "./Swatch";
import classes from "./PointPanel.module.css";

interface Props {
  run: Run;
  step: number;
  /** The same point on the axes of a comparison, null until it is known; left out where the run stands alone. */
  shared?: FrontPoint | null;
  onClose: () => void;
}

/** The point of one step: its objectives, the weights it was trained with, its checkpoint and its completions. */
export function PointPanel({ run, step, shared, onClose }: Props) {
  const evaluations = useEvaluations(run.id).data?.evaluations ?? [];
  const checkpoints = useCheckpoints(run.id).data?.checkpoints ?? [];
  const point = evaluations.findLast((evaluation) => evaluation.split === "validation" && evaluation.step <= step);
  if (!point) return null;
  const own = checkpoints.find((checkpoint) => checkpoint.step === point.step && !checkpoint.deleted);
  const names = namesOf(run.objectives);
  return (
    <section className={classes.panel} aria-label={`Point of step ${point.step}`}>
      <div className={classes.head}>
        <strong>Step {point.step}</strong>
        <span className={classes.quiet}>
          {shared === undefined ? standing(point) : shared && `${standing(shared)}, on the shared axes`}
        </span>
        <ActionIcon
          className={classes.close ?? ""}
          variant="subtle"
          color="gray"
          size={24}
          aria-label="Close the point"
          onClick={onClose}
        >
          <CloseIcon />
        </ActionIcon>
      </div>
      <dl className={classes.values}>
        {run.objectives.map((objective) => (
          <div key={objective.name}>
            <dt>
              <Swatch colour={objectiveColour(names, objective.name)} /> {objectiveLabel(objective)}
            </dt>
            <dd>
              {formatNumber(point.objectives[objective.name])}{" "}
              <span className={classes.quiet}>
                {formatError(point.objectives[objective.name], point.standard_errors[objective.name])}
              </span>
            </dd>
          </div>
        ))}
        <div>
          <dt>weights</dt>
          <dd>
            <PreferenceBar weights={point.weights} names={trainedNames(run.objectives)} />
          </dd>
        </div>
      </dl>
      <OtherEvaluations
        evaluations={evaluations.filter(({ split, step: at }) => at === point.step && split !== "validation")}
        objectives={run.objectives}
      />
      <p className={classes.quiet}>
        {own ? `Checkpoint: ${own.path}.` : checkpointSentence(checkpoints, point)}{" "}
        <Link to={`/runs/${run.id}/completions?step=${point.step}`}>Its completions</Link>
        {own && isForkable(run) && (
          <>
            {" "}
            <Link to={forkPath(run, own.step)}>Fork from here</Link>
          </>
        )}
        {own && !run.external && (
          <>
            {" "}
            <ReevaluateButton run={run} steps={[own.step]} label={`Re-evaluate step ${own.step}`} />
          </>
        )}
      </p>
    </section>
  );
}

type Standing = Pick<Evaluation, "on_front" | "contribution" | "contribution_error" | "within_noise">;

function standing(point: Standing): string {
  if (!point.on_front) return "dominated by another point of the run";
  if (!point.contribution) return "on the front";
  const error = formatError(point.contribution, point.contribution_error);
  const noise = point.within_noise ? ", within noise" : "";
  return `on the front, hypervolume +${[formatNumber(point.contribution), error].filter(Boolean).join(" ")}${noise}`;
}

function checkpointSentence(checkpoints: readonly Checkpoint[], point: Evaluation): string {
  const kept = checkpoints.filter((checkpoint) => !checkpoint.deleted);
  const nearest = kept.toSorted((a, b) => Math.abs(a.step - point.step) - Math.abs(b.step - point.step))[0];
  return nearest ? `No checkpoint at this step; the nearest is from step ${nearest.step}.` : "No checkpoint is kept.";
}
