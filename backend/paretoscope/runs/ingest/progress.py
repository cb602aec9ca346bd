"""The few numbers of a run that tables show. They are kept on its row, so a list of runs reads nothing else."""

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from paretoscope.schema.metrics.keys import REWARD_DIFFERENCE
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow, SeriesRow

HISTORY_POINTS = 60


def note_steps(run: RunRow, step: int, now: datetime) -> None:
    """Updates the step of a run and, at the first report of an attempt, the start of its pace."""
    run.step = max(run.step, step)
    run.step_at = now
    if run.pace_at is None:
        run.pace_at, run.pace_step = now, run.step


def note_checks(session: Session, run: RunRow, changed: Collection[str] = (REWARD_DIFFERENCE.key,)) -> None:
    """Updates the largest difference between plotted and trained reward, if its series changed."""
    if REWARD_DIFFERENCE.key in changed:
        query = select(SeriesRow.max).where(SeriesRow.run_id == run.id, SeriesRow.key == REWARD_DIFFERENCE.key)
        run.reward_difference = session.scalar(query)


def summarise_evaluations(session: Session, run: RunRow) -> None:
    """Updates the first and the last validation point, and a short history of the hypervolume."""
    session.flush()
    first = session.scalar(_validation(run.id).order_by(EvaluationRow.step).limit(1))
    last = session.scalar(_validation(run.id).order_by(EvaluationRow.step.desc()).limit(1))
    run.latest = _latest(first, last) if first and last else None
    run.hypervolume = last.hypervolume if last else None
    run.hypervolume_axes = _axes_key(last) if last and last.hypervolume is not None else None
    run.hypervolume_history = _history(session, run.id)


def _validation(run_id: str) -> Select[EvaluationRow]:
    return select(EvaluationRow).where(EvaluationRow.run_id == run_id, EvaluationRow.split == "validation")


def _latest(first: EvaluationRow, last: EvaluationRow) -> dict[str, Any]:
    return {
        "step": last.step,
        "objectives": last.objectives,
        "standard_errors": last.standard_errors,
        "initial": first.objectives,
        "weights": last.weights,
        "hypervolume": last.hypervolume,
        "hypervolume_interval": last.hypervolume_interval,
        "initial_hypervolume": first.hypervolume,
        "reference_point": last.reference_point,
        "scale": last.scale,
    }


def _axes_key(row: EvaluationRow) -> str:
    """Returns the same text for the same axes. Unknown axes are like no others."""
    if not row.reference_point or not row.scale:
        return f"unknown {row.run_id}"
    return hashlib.sha256(json.dumps([row.reference_point, row.scale], sort_keys=True).encode()).hexdigest()


def _history(session: Session, run_id: str) -> list[list[float]]:
    points = session.execute(
        select(EvaluationRow.step, EvaluationRow.hypervolume)
        .where(EvaluationRow.run_id == run_id, EvaluationRow.split == "validation")
        .where(EvaluationRow.hypervolume.is_not(None))
        .order_by(EvaluationRow.step)
    ).all()
    return [[step, float(value or 0.0)] for step, value in _thinned(points)]


def _thinned(points: Sequence[Any]) -> list[Any]:
    if len(points) <= HISTORY_POINTS:
        return list(points)
    kept = np.linspace(0, len(points) - 1, HISTORY_POINTS).round().astype(int)
    return [points[index] for index in kept]
