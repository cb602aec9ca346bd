"""Reads the changes of a run after a version, for live streams, from the same rows as the other requests."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.read.describing import describe_run
from paretoscope.runs.read.evaluations import all_evaluation_rows, checkpoint_ids, front_ids, view_evaluation
from paretoscope.runs.read.reading import view_event
from paretoscope.schema.answers.evaluation import EvaluationView
from paretoscope.schema.answers.event import EventView
from paretoscope.schema.answers.run import Run
from paretoscope.store.blocks import Points
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CompletionRow, EventRow
from paretoscope.store.series import read_after

MAX_POINTS = 20_000
"""Largest number of new points in one answer. If there are more, the client must read the series again."""
MAX_EVENTS = 1000


@dataclass(frozen=True)
class Changes:
    """The changes of a run since a version."""

    version: int
    """Version of the run with these changes."""
    run: Run
    """The current run."""
    reset_step: int | None = None
    """All points after this step are void or missing here and must be read again; None if there are none."""
    metrics: dict[str, Points] = field(default_factory=dict)
    """New points by metric key."""
    evaluations: list[EvaluationView] = field(default_factory=list)
    """New or replaced evaluations."""
    events: list[EventView] = field(default_factory=list)
    """New events."""
    completions: list[tuple[int, str]] = field(default_factory=list)
    """Step and split of evaluations with new completions."""


def changes_after(session: Session, run_id: str, version: int, now: datetime) -> Changes | None:
    """Returns the changes of a run after a version; None if the run was deleted.

    Args:
        session: a read transaction, so that the whole answer is one snapshot.
        run_id: the run.
        version: version that the client has; if the run has not reached it, the client must read everything again.
        now: the current time.
    """
    run = session.get(RunRow, run_id)
    if run is None:
        return None
    described = describe_run(session, run, now)
    if version > run.version:
        return Changes(run.version, described, reset_step=-1)
    if version == run.version:
        return Changes(run.version, described)
    reset_step, metrics = read_after(session, run_id, version, MAX_POINTS)
    steps = [step for step in (reset_step, reset_after(run, version)) if step is not None]
    return Changes(
        run.version,
        described,
        reset_step=min(steps, default=None),
        metrics=metrics,
        evaluations=_evaluations(session, run, version),
        events=_events(session, run_id, version),
        completions=_completions(session, run_id, version),
    )


def _evaluations(session: Session, run: RunRow, version: int) -> list[EvaluationView]:
    rows = all_evaluation_rows(session, run.id)
    new = [row for row in rows if row.version > version]
    if not new:
        return []
    on_front, checkpoints = front_ids(run, rows), checkpoint_ids(session, run.id)
    return [view_evaluation(row, row.id in on_front, checkpoints.get(row.step)) for row in new]


def _events(session: Session, run_id: str, version: int) -> list[EventView]:
    query = select(EventRow).where(EventRow.run_id == run_id, EventRow.version > version)
    newest = session.scalars(query.order_by(EventRow.id.desc()).limit(MAX_EVENTS)).all()
    return [view_event(row) for row in reversed(newest)]


def _completions(session: Session, run_id: str, version: int) -> list[tuple[int, str]]:
    query = select(CompletionRow.step, CompletionRow.split).where(
        CompletionRow.run_id == run_id, CompletionRow.version > version
    )
    return [(step, split) for step, split in session.execute(query.distinct().order_by(CompletionRow.step))]


def reset_after(run: RunRow, version: int) -> int | None:
    """Returns the step after which points that a client got up to `version` are void; None if all are valid."""
    return min((step for at, step in run.resets if at > version), default=None)
