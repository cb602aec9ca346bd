"""Chooses the queued run that a worker should train next. The run that its message names does not matter."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.forking import source_of
from paretoscope.runs.lifecycle.holders import holder_of
from paretoscope.runs.read.describing import describe_run
from paretoscope.runs.read.queue import claimable
from paretoscope.runs.read.reading import last_checkpoint
from paretoscope.runs.read.reevaluations import checkpoint_to_evaluate
from paretoscope.schema.answers.worker import NextRun
from paretoscope.settings import Settings
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CheckpointRow


def next_run(session: Session, worker_id: str, left: Collection[str], settings: Settings, now: datetime) -> NextRun:
    """Returns the first run of the queue that a worker may claim.

    Args:
        session: an open transaction.
        worker_id: the worker.
        left: runs that the worker leaves to others.
        settings: how long runs wait for the worker that has their checkpoint.
        now: the current time.
    """
    waits = False
    for run_id in session.scalars(claimable(select(RunRow.id))).all():
        if run_id in left:
            continue
        run = session.get_one(RunRow, run_id)
        if holder_of(session, run, start_of(session, run), worker_id=worker_id, settings=settings, now=now) is None:
            return NextRun(run=describe_run(session, run, now), waits_for_others=waits)
        waits = True
    return NextRun(run=None, waits_for_others=waits)


def start_of(session: Session, run: RunRow) -> CheckpointRow | None:
    """Returns the checkpoint that a queued run needs first: its own last one, or one of the run that it starts from.

    A re-evaluation needs the checkpoint of its first point without a result.
    """
    own = last_checkpoint(session, run.id) if run.attempt > 0 else None
    return own or source_of(session, run) or checkpoint_to_evaluate(session, run)
