"""Reads the evaluations of a run, and recomputes its front from all its validation points."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Axes
from paretoscope.pareto.dominance import non_dominated
from paretoscope.pareto.noise import is_within_noise
from paretoscope.schema.answers.base import Numbers
from paretoscope.schema.answers.evaluation import EvaluationsAnswer, EvaluationView
from paretoscope.schema.records import SplitName
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CheckpointRow, EvaluationRow


def read_evaluations(session: Session, run: RunRow, split: SplitName | None = None) -> EvaluationsAnswer:
    """Returns the evaluations of a run by ascending step, on one split or on all, with those that other runs made."""
    rows = all_evaluation_rows(session, run.id)
    reference_point, scale = measured_against(run, rows)
    on_front = front_ids(run, rows)
    checkpoints = checkpoint_ids(session, run.id)
    return EvaluationsAnswer(
        reference_point=reference_point,
        scale=scale,
        evaluations=[
            view_evaluation(row, row.id in on_front, checkpoints.get(row.step))
            for row in rows
            if split is None or row.split == split
        ],
    )


def all_evaluation_rows(session: Session, run_id: str) -> Sequence[EvaluationRow]:
    """Returns the evaluations of a run by ascending step, including those that other runs made of its policies."""
    query = select(EvaluationRow).where(EvaluationRow.run_id == run_id)
    return session.scalars(query.order_by(EvaluationRow.step, EvaluationRow.split)).all()


def evaluation_rows(session: Session, run_id: str) -> Sequence[EvaluationRow]:
    """Returns what a run reported of itself, by ascending step; at equal steps, validation comes after test."""
    return evaluation_rows_of(session, [run_id])[run_id]


def evaluation_rows_of(
    session: Session, run_ids: Sequence[str], also: SplitName = "validation"
) -> dict[str, list[EvaluationRow]]:
    """Returns the evaluations of each run in this order, and those of jobs under one split name besides."""
    found: dict[str, list[EvaluationRow]] = {run_id: [] for run_id in run_ids}
    shown = or_(EvaluationRow.job_id.is_(None), EvaluationRow.split == also)
    query = select(EvaluationRow).where(EvaluationRow.run_id.in_(run_ids), shown)
    for row in session.scalars(query.order_by(EvaluationRow.step, EvaluationRow.split)):
        found[row.run_id].append(row)
    return found


def checkpoint_ids(session: Session, run_id: str) -> dict[int, int]:
    """Returns the ids of the checkpoints of a run that are still on disk, by step."""
    return checkpoint_ids_of(session, [run_id])[run_id]


def checkpoint_ids_of(session: Session, run_ids: Sequence[str]) -> dict[str, dict[int, int]]:
    """Returns these ids for each run."""
    found: dict[str, dict[int, int]] = {run_id: {} for run_id in run_ids}
    query = select(CheckpointRow.run_id, CheckpointRow.step, CheckpointRow.id)
    query = query.where(CheckpointRow.run_id.in_(run_ids), CheckpointRow.deleted.is_(False))
    for run_id, step, checkpoint_id in session.execute(query):
        found[run_id][step] = checkpoint_id
    return found


def measured_against(run: RunRow, rows: Sequence[EvaluationRow]) -> tuple[Numbers, Numbers]:
    """Returns the newest reference point and scale that cover every trained objective; empty if there are none yet."""
    names = [objective["name"] for objective in trained(run)]
    for row in reversed(rows):
        if row.split == "validation" and _measures(row, names):
            return row.reference_point, row.scale
    return {}, {}


def _measures(row: EvaluationRow, names: Sequence[str]) -> bool:
    """Returns whether an evaluation has a reference and a scale for each objective. Other trainers may omit them."""
    return all(row.reference_point.get(name) is not None and (row.scale.get(name) or 0.0) > 0.0 for name in names)


def front_ids(run: RunRow, rows: Sequence[EvaluationRow]) -> set[int]:
    """Returns the ids of the validation points that no other validation point of the run dominates."""
    validation = [row for row in rows if row.split == "validation"]
    names = {objective["name"]: objective["direction"] for objective in trained(run)}
    axes = Axes.build(names, dict.fromkeys(names, 0.0), dict.fromkeys(names, 1.0))
    mask = non_dominated(axes.to_internal_points(row.objectives for row in validation))
    return {row.id for row, kept in zip(validation, mask, strict=True) if kept}


def trained(run: RunRow) -> list[dict[str, Any]]:
    """Returns the stored descriptions of the trained objectives, without monitors."""
    return [objective for objective in run.objectives if not objective.get("monitor")]


def ends(row: EvaluationRow) -> tuple[float, float] | None:
    """Returns the interval of an evaluation's hypervolume, if it is known."""
    return (row.hypervolume_interval[0], row.hypervolume_interval[1]) if row.hypervolume_interval else None


def view_evaluation(row: EvaluationRow, on_front: bool, checkpoint_id: int | None) -> EvaluationView:
    """Converts the row of an evaluation to an answer of the API."""
    return EvaluationView(
        step=row.step,
        split=row.split,
        job_id=row.job_id,
        prompts=row.prompts,
        samples=row.samples,
        objectives=row.objectives,
        standard_errors=row.standard_errors,
        weights=row.weights,
        hypervolume=row.hypervolume,
        contribution=row.contribution,
        contribution_error=row.contribution_error,
        hypervolume_interval=ends(row),
        within_noise=is_within_noise(row.contribution, row.contribution_error),
        on_front=on_front,
        checkpoint_id=checkpoint_id,
    )
