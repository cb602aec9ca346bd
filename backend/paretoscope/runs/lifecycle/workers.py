"""Workers: hello, alive, gone."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from paretoscope.runs.refusals import NotFoundError
from paretoscope.schema.answers.worker import WorkersAnswer, WorkerView
from paretoscope.schema.control import WorkerRegistration
from paretoscope.store.models import RunRow
from paretoscope.store.server_models import WorkerRow

FORGET_AFTER = timedelta(days=1)


def register_worker(session: Session, worker: WorkerRegistration, now: datetime) -> WorkerRow:
    """Notes a worker; one that registers again under its id is the same one."""
    return session.merge(WorkerRow(**worker.model_dump(), registered_at=now, seen_at=now))


def hear_of_worker(session: Session, worker_id: str, problem: str | None, now: datetime) -> WorkerRow:
    """Notes that a worker is alive, and what keeps it from taking runs.

    Once nothing does any more, the messages of all queued runs count as lost, so that the next sweep sends them again.

    Raises:
        NotFoundError: it never registered with this database, or was forgotten.
    """
    row = session.get(WorkerRow, worker_id)
    if row is None:
        raise NotFoundError(
            "Worker not found",
            f"There is no worker '{worker_id[:100]}'; it may have been silent for long.",
            "Register it again with POST /api/workers.",
        )
    if row.problem is not None and problem is None:
        session.execute(update(RunRow).where(RunRow.status == "queued").values(enqueued_at=None, enqueue_count=0))
    row.seen_at, row.problem = now, problem
    return row


def list_workers(session: Session, lease_seconds: float, now: datetime) -> WorkersAnswer:
    """Returns the workers, the last one heard of first."""
    rows = session.scalars(select(WorkerRow).order_by(WorkerRow.seen_at.desc(), WorkerRow.id)).all()
    runs = _runs_of_workers(session)
    return WorkersAnswer(workers=[describe_worker(row, runs[row.id], lease_seconds, now) for row in rows])


def describe_worker(row: WorkerRow, run_ids: list[str], lease_seconds: float, now: datetime) -> WorkerView:
    """Returns a worker as the API shows it."""
    return WorkerView(
        id=row.id,
        hostname=row.hostname,
        pid=row.pid,
        slots=row.slots,
        devices=row.devices,
        problem=row.problem,
        registered_at=row.registered_at,
        seen_at=row.seen_at,
        alive=now - row.seen_at <= timedelta(seconds=lease_seconds),
        run_ids=run_ids,
    )


def count_alive(session: Session, lease_seconds: float, now: datetime) -> int:
    """Returns how many workers were heard of within a lease."""
    alive = WorkerRow.seen_at >= now - timedelta(seconds=lease_seconds)
    return session.scalar(select(func.count()).select_from(WorkerRow).where(alive)) or 0


def count_slots(session: Session, lease_seconds: float, now: datetime) -> int:
    """Returns how many runs the workers that are alive can train at once."""
    alive = WorkerRow.seen_at >= now - timedelta(seconds=lease_seconds)
    return int(session.scalar(select(func.sum(WorkerRow.slots)).where(alive)) or 0)


def free_slots(session: Session, lease_seconds: float, now: datetime) -> int:
    """Returns how many more runs the workers that are alive could train."""
    runs = _runs_of_workers(session)
    alive = select(WorkerRow).where(WorkerRow.seen_at >= now - timedelta(seconds=lease_seconds))
    return sum(max(row.slots - len(runs[row.id]), 0) for row in session.scalars(alive))


def forget_workers(session: Session, now: datetime) -> None:
    """Removes workers that were silent for a day."""
    session.execute(delete(WorkerRow).where(WorkerRow.seen_at < now - FORGET_AFTER))


def _runs_of_workers(session: Session) -> dict[str, list[str]]:
    runs: dict[str, list[str]] = defaultdict(list)
    query = select(RunRow.worker_id, RunRow.id).where(RunRow.status == "running", RunRow.worker_id.is_not(None))
    for worker_id, run_id in session.execute(query.order_by(RunRow.started_at)):
        runs[str(worker_id)].append(run_id)
    return runs
