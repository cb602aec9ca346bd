"""Converts the row of a run to an answer of the API."""

from datetime import datetime

from sqlalchemy.orm import Session

from paretoscope.runs.read.queue import queue_positions
from paretoscope.schema.answers.run import Checks, LatestEvaluation, Run, RunDetail
from paretoscope.store.models import RunRow

REWARD_TOLERANCE = 1e-4
"""Largest difference between plotted and trained reward that float32 rounding of a mean can cause."""


def describe_run(session: Session, row: RunRow, now: datetime) -> Run:
    """Returns a run for tables, with its position in the queue."""
    return describe(row, now, queue_positions(session, [row]).get(row.id))


def describe(row: RunRow, now: datetime, queue_position: int | None = None, *, config: bool = True) -> Run:
    """Returns a run for tables; without ``config``, its config is not read and is empty."""
    return Run(
        queue_position=queue_position,
        config=row.config if config else {},
        **{name: getattr(row, name) for name in _SAME},
        latest=LatestEvaluation.model_validate(row.latest) if row.latest else None,
        eta_seconds=_eta_seconds(row),
        duration_seconds=duration_seconds(row, now),
        checks=Checks(trained_equals_plotted=_trained_equals_plotted(row)),
    )


def describe_in_detail(session: Session, row: RunRow, log_tail: str, now: datetime) -> RunDetail:
    """Returns a run and the end of its log."""
    return RunDetail(**describe_run(session, row, now).model_dump(), log_tail=log_tail)


_SAME = sorted(
    Run.model_fields.keys() - {"config", "latest", "eta_seconds", "duration_seconds", "checks", "queue_position"}
)


def _trained_equals_plotted(row: RunRow) -> bool | None:
    return None if row.reward_difference is None else row.reward_difference <= REWARD_TOLERANCE


def _eta_seconds(row: RunRow) -> float | None:
    if row.status != "running" or row.pace_at is None or row.step_at is None or row.pace_step is None:
        return None
    steps, seconds = row.step - row.pace_step, (row.step_at - row.pace_at).total_seconds()
    if steps <= 0 or seconds <= 0:
        return None
    return max(row.total_steps - row.step, 0) * seconds / steps


def duration_seconds(row: RunRow, now: datetime) -> float | None:
    if row.started_at is None:
        return None
    until = row.finished_at or (row.heard_at if row.status == "lost" else None) or now
    return max((until - row.started_at).total_seconds() - row.idle_seconds, 0.0)
