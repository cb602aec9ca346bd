import { ActionIcon } from "@mantine/core";
import { Link, useSearchParams } from "react-router";
import { useCheckpoints, useEvaluations } from "../../../api/runDetail";
import type { Checkpoint, Evaluation, Run } from "../../../api/types";
import { CloseIcon } from "../../../components/icons";
import { formatError, formatNumber } from "../../../components/numbers";
import { objectiveColour } from "../../../components/colours";
import { names as namesOf, objectiveLabel, trainedNames } from "../../../components/objectives";
import { PreferenceBar } from "../../../components/PreferenceBar";
import { Swatch } from "../../../components/Swatch";
import classes from "./PointPanel.module.css";

/** The point of one step: its objectives, the weights it was trained with, its checkpoint and its completions. */
export function PointPanel({ run, step }: { run: Run; step: number }) {
  const [, setParameters] = useSearchParams();
  const evaluations = useEvaluations(run.id).data?.evaluations ?? [];
  const checkpoints = useCheckpoints(run.id).data?.checkpoints ?? [];
  const point = evaluations.findLast((evaluation) => evaluation.split === "validation" && evaluation.step <= step);
  const close = () => {
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        next.delete("step");
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  if (!point) return null;
  const names = namesOf(run.objectives);
  return (
    <section className={classes.panel} aria-label={`Point of step ${point.step}`}>
      <div className={classes.head}>
        <strong>Step {point.step}</strong>
        <span className={classes.quiet}>{standing(point)}</span>
        <ActionIcon
          className={classes.close ?? ""}
          variant="subtle"
          color="gray"
          size={24}
          aria-label="Close the point"
          onClick={close}
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
      <p className={classes.quiet}>
        {checkpointSentence(checkpoints, point)}{" "}
        <Link to={`/runs/${run.id}/completions?step=${point.step}`}>Its completions</Link>
      </p>
    </section>
  );
}

function standing(point: Evaluation): string {
  if (!point.on_front) return "dominated by another point of the run";
  if (!point.contribution) return "on the front";
  const error = formatError(point.contribution, point.contribution_error);
  const noise = point.within_noise ? ", within noise" : "";
  return `on the front, hypervolume +${[formatNumber(point.contribution), error].filter(Boolean).join(" ")}${noise}`;
}

function checkpointSentence(checkpoints: readonly Checkpoint[], point: Evaluation): string {
  const kept = checkpoints.filter((checkpoint) => !checkpoint.deleted);
  const own = kept.find((checkpoint) => checkpoint.step === point.step);
  if (own) return `Checkpoint: ${own.path}.`;
  const nearest = kept.toSorted((a, b) => Math.abs(a.step - point.step) - Math.abs(b.step - point.step))[0];
  return nearest ? `No checkpoint at this step; the nearest is from step ${nearest.step}.` : "No checkpoint is kept.";
}
