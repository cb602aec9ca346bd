"""Finds the worker that has the files of a checkpoint. A run waits for it before another worker starts over."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.refusals import ConflictError
from paretoscope.settings import Settings
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import CheckpointRow
from paretoscope.store.server_models import WorkerRow


def refuse_others(
    session: Session,
    run: RunRow,
    checkpoint: CheckpointRow | None,
    *,
    worker_id: str,
    settings: Settings,
    now: datetime,
) -> None:
    """Refuses a claim while a worker that has the checkpoint may still claim the run.

    Raises:
        ConflictError: the claiming worker does not have the checkpoint and another one does.
    """
    holder = holder_of(session, run, checkpoint, worker_id=worker_id, settings=settings, now=now)
    if holder is not None and checkpoint is not None and run.queued_at is not None:
        waits_until = run.queued_at + timedelta(seconds=settings.checkpoint_wait_seconds)
        raise ConflictError(
            "The run waits for another worker",
            f"Worker {holder.id} has the checkpoint of step {checkpoint.step} of run {checkpoint.run_id}, and worker "
            f"{worker_id} does not.",
            f"Try again in {(waits_until - now).total_seconds():.0f} s, if the run is still queued then.",
        )


def holder_of(
    session: Session,
    run: RunRow,
    checkpoint: CheckpointRow | None,
    *,
    worker_id: str,
    settings: Settings,
    now: datetime,
) -> WorkerRow | None:
    """Returns the worker for which a run waits because it has the checkpoint; None if the claiming worker may have it.

    Args:
        session: an open transaction.
        run: the run, queued.
        checkpoint: what the run starts from, if anything.
        worker_id: the worker that claims it.
        settings: how long the run waits.
        now: the current time.
    """
    if checkpoint is None or checkpoint.shared or not checkpoint.storage or run.queued_at is None:
        return None
    waits_until = run.queued_at + timedelta(seconds=settings.checkpoint_wait_seconds)
    claiming = session.get(WorkerRow, worker_id)
    if now >= waits_until or (claiming is not None and claiming.storage == checkpoint.storage):
        return None
    seen = WorkerRow.seen_at >= now - timedelta(seconds=settings.lease_seconds)
    query = select(WorkerRow).where(WorkerRow.storage == checkpoint.storage, WorkerRow.problem.is_(None), seen)
    return session.scalars(query.limit(1)).first()
