import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { useCheckpoints, useEvaluations } from "../../api/runDetail";
import type { Checkpoint, Run } from "../../api/types";
import { CopyPath } from "../../components/CopyPath";
import { EmptyState } from "../../components/EmptyState";
import { forkPath, isForkable } from "../../components/forks";
import { QueryError } from "../../components/QueryError";
import { formatBytes, formatNumber } from "../../components/numbers";
import { objectiveLabel } from "../../components/objectives";
import { ReevaluateButton } from "../../components/ReevaluateButton";
import { isOver } from "../../components/statuses";
import { When } from "../../components/When";
import classes from "./CheckpointsTab.module.css";
import { Forks } from "./Forks";

/** The saved policies of the run, newest first, each with its validation point. */
export function CheckpointsTab({ run }: { run: Run }) {
  const query = useCheckpoints(run.id);
  const evaluations = useEvaluations(run.id).data?.evaluations ?? [];
  const [withDeleted, setWithDeleted] = useState(false);
  const all = query.data?.checkpoints.toReversed() ?? [];
  const shown = all.filter((checkpoint) => withDeleted || !checkpoint.deleted);
  const pointOf = (checkpoint: Checkpoint) =>
    evaluations.find((evaluation) => evaluation.step === checkpoint.step && evaluation.split === "validation");
  const hasPoints = shown.some((checkpoint) => !checkpoint.deleted && pointOf(checkpoint)?.on_front);
  if (query.error && !query.data) return <QueryError query={query} />;
  if (query.data && all.length === 0)
    return (
      <EmptyState title={isOver(run) ? "No checkpoint was saved" : "No checkpoint yet"}>
        {isOver(run)
          ? "The run ended before its first checkpoint, or it was trained by a program that keeps its own."
          : "One is saved every few steps, at the end and on a stop, so that a run can resume after a fault."}
      </EmptyState>
    );
  return (
    <>
      <div className={classes.bar}>
        <Checkbox
          label="Show deleted checkpoints too"
          checked={withDeleted}
          onChange={(event) => setWithDeleted(event.currentTarget.checked)}
        />
        {!isOver(run) && !run.external && (
          <span className={classes.quiet}>When the run has ended, its checkpoints can be forked.</span>
        )}
        <Forks runId={run.id} />
        {!run.external && hasPoints && <ReevaluateButton run={run} steps={null} label="Re-evaluate the front" />}
      </div>
      <div className={classes.frame}>
        <table>
          <thead>
            <tr>
              <th>step</th>
              {!run.external && <th aria-label="actions" />}
              {run.objectives.map((objective) => (
                <th key={objective.name} className={classes.number}>
                  {objectiveLabel(objective)}
                </th>
              ))}
              <th>holds</th>
              <th className={classes.number}>size</th>
              <th className={classes.path}>folder on the worker</th>
              <th>saved</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((checkpoint) => (
              <tr key={checkpoint.id} data-deleted={checkpoint.deleted || undefined}>
                <td>{checkpoint.step}</td>
                {!run.external && (
                  <td>
                    {!checkpoint.deleted && isForkable(run) && (
                      <Link
                        to={forkPath(run, checkpoint.step)}
                        className={classes.fork}
                        aria-label={`Fork from here, step ${checkpoint.step}`}
                        title="A new run that starts from these weights, with a config that you may change."
                      >
                        Fork from here
                      </Link>
                    )}{" "}
                    {!checkpoint.deleted && (
                      <ReevaluateButton
                        run={run}
                        steps={[checkpoint.step]}
                        label={`Re-evaluate step ${checkpoint.step}`}
                      />
                    )}
                  </td>
                )}
                {run.objectives.map(({ name }) => (
                  <td key={name} className={classes.number}>
                    {formatNumber(pointOf(checkpoint)?.objectives[name])}
                  </td>
                ))}
                <td
                  title={
                    checkpoint.resumable
                      ? "Policy, optimizer, random numbers and the weighting's state: the run can go on from it."
                      : "The policy alone, kept because its point is on the front or the best in an objective."
                  }
                >
                  {checkpoint.resumable ? "the whole run" : "the policy"}
                </td>
                <td className={classes.number}>{formatBytes(checkpoint.size_bytes)}</td>
                <td className={classes.path}>
                  {checkpoint.deleted ? "deleted, newer ones replaced it" : <CopyPath path={checkpoint.path} />}
                </td>
                <td>
                  <When time={checkpoint.created_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
