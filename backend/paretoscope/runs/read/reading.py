"""Reads the records of a run and converts them to answers of the API."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.envelope import fold
from paretoscope.schema.answers.attempt import AttemptView
from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.answers.event import EventView
from paretoscope.schema.answers.metric import RunMetricsAnswer, RunMetricView
from paretoscope.schema.answers.series import SeriesAnswer, SeriesKey, SeriesKeys, SeriesView
from paretoscope.schema.metrics.description import describe
from paretoscope.schema.stored_values import cleaned, cleaned_text
from paretoscope.store.blocks import Points, numbers
from paretoscope.store.models import AttemptRow, RunRow
from paretoscope.store.record_models import CheckpointRow, EventRow, RunLogRow
from paretoscope.store.series import list_series, read


def read_series(
    session: Session,
    run: RunRow,
    keys: Sequence[str],
    points: int,
    *,
    first: int | None = None,
    last: int | None = None,
) -> SeriesAnswer:
    """Returns metrics of a run from step ``first`` to step ``last``, each in at most ``points`` buckets."""
    found = read(session, run.id, keys, first, last)
    units = objective_units(run)
    return SeriesAnswer(
        series=[
            _view(key, describe(key, units).unit, found.get(key, Points.empty()), points) for key in dict.fromkeys(keys)
        ]
    )


def read_keys(session: Session, run: RunRow) -> SeriesKeys:
    """Returns the metrics that a run has reported."""
    units = objective_units(run)
    return SeriesKeys(
        keys=[
            SeriesKey(
                key=row.key,
                unit=describe(row.key, units).unit,
                count=row.count,
                last=row.last,
                min=row.min,
                max=row.max,
                last_step=row.last_step,
            )
            for row in list_series(session, run.id)
        ]
    )


def read_metrics(session: Session, run: RunRow) -> RunMetricsAnswer:
    """Returns the metrics that a run has reported, with their labels."""
    units = objective_units(run)
    return RunMetricsAnswer(
        metrics=[
            RunMetricView(
                key=row.key,
                label=known.label,
                unit=known.unit,
                count=row.count,
                last_step=row.last_step,
                last=row.last,
            )
            for row in list_series(session, run.id)
            for known in [describe(row.key, units)]
        ]
    )


def read_events(session: Session, run_id: str, after: int = 0, limit: int = 1000) -> list[EventView]:
    """Returns the newest events of a run with ids above ``after``, in the order in which they were reported."""
    query = select(EventRow).where(EventRow.run_id == run_id, EventRow.id > after)
    newest = session.scalars(query.order_by(EventRow.id.desc()).limit(limit))
    return [view_event(row) for row in reversed(newest.all())]


def view_event(row: EventRow) -> EventView:
    """Returns an event as the API shows it. Earlier versions stored data that no JSON writer takes; it is cleaned."""
    return EventView.model_validate(
        {
            "id": row.id,
            "step": row.step,
            "time": row.time,
            "level": row.level,
            "kind": row.kind,
            "message": cleaned_text(row.message),
            "data": cleaned(row.data),
        }
    )


def read_checkpoints(session: Session, run_id: str) -> list[CheckpointView]:
    """Returns the checkpoints of a run by ascending step."""
    query = select(CheckpointRow).where(CheckpointRow.run_id == run_id).order_by(CheckpointRow.step)
    return [CheckpointView.model_validate(row, from_attributes=True) for row in session.scalars(query)]


def last_checkpoint(session: Session, run_id: str) -> CheckpointRow | None:
    """Returns the newest checkpoint of a run that is still on disk and that the run can continue from."""
    return session.scalar(
        select(CheckpointRow)
        .where(CheckpointRow.run_id == run_id, CheckpointRow.deleted.is_(False), CheckpointRow.resumable.is_(True))
        .order_by(CheckpointRow.step.desc())
        .limit(1)
    )


def read_attempts(session: Session, run_id: str) -> list[AttemptView]:
    """Returns the attempts at a run that have reported their provenance, in order."""
    rows = session.scalars(select(AttemptRow).where(AttemptRow.run_id == run_id).order_by(AttemptRow.attempt))
    return [AttemptView.model_validate(row, from_attributes=True) for row in rows]


def read_log(session: Session, run_id: str) -> str:
    """Returns the end of the training process's output."""
    row = session.get(RunLogRow, run_id)
    return row.tail if row else ""


def objective_units(run: RunRow) -> dict[str, str]:
    """Returns the unit of each objective of a run."""
    return {objective["name"]: objective["unit"] for objective in run.objectives}


def _view(key: str, unit: str, points: Points, buckets: int) -> SeriesView:
    envelope = fold(points, buckets)
    return SeriesView(
        key=key,
        unit=unit,
        total=len(points),
        steps=envelope.steps.tolist(),
        min=numbers(envelope.min),
        max=numbers(envelope.max),
        last=numbers(envelope.last),
    )
