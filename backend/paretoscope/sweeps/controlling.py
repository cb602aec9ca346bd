"""Changes, stops, retries and deletes sweeps."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.continuing import retry_run
from paretoscope.runs.lifecycle.transitions import delete_run, request_stop
from paretoscope.runs.refusals import ConflictError, InvalidError
from paretoscope.schema.sweeps import SweepChanges
from paretoscope.store.models import RunRow, SweepCellRow, SweepRow
from paretoscope.sweeps.rows import lock_sweep, run_ids


def change_sweep(session: Session, sweep_id: str, changes: SweepChanges, now: datetime) -> list[str]:
    """Changes a sweep; returns the runs that may be claimed from now on, because the sweep was continued.

    Raises:
        NotFoundError: the sweep does not exist.
    """
    sweep = lock_sweep(session, sweep_id)
    continues = sweep.paused and changes.paused is False
    for name, value in changes.model_dump(exclude_none=True).items():
        setattr(sweep, name, value)
    queued = RunRow.sweep_id == sweep_id, RunRow.status == "queued"
    touched = {"version": RunRow.version + 1, "updated_at": now}
    if changes.priority is not None:
        session.execute(update(RunRow).where(*queued).values(priority=changes.priority, **touched))
    if continues:
        session.execute(update(RunRow).where(*queued).values(enqueued_at=now, enqueue_count=1, **touched))
        return run_ids(session, sweep_id, "queued")
    return []


def stop_sweep(session: Session, sweep_id: str, now: datetime) -> list[str]:
    """Asks all runs of a sweep that have not ended to stop, and returns them.

    Raises:
        NotFoundError: the sweep does not exist.
    """
    _end_support(lock_sweep(session, sweep_id), stopped=True)
    unfinished = run_ids(session, sweep_id, "queued", "running")
    for run_id in unfinished:
        request_stop(session, run_id, now)
    return unfinished


def retry_sweep(session: Session, sweep_id: str, now: datetime, cell: int | None = None) -> list[str]:
    """Queues the failed and crashed runs of a sweep again, or those of one cell, and returns them.

    Raises:
        NotFoundError: the sweep does not exist.
        InvalidError: it has no such cell.
    """
    failed = run_ids(session, sweep_id, *_FAULTS, cell=cell)
    sweep = lock_sweep(session, sweep_id)
    if cell is not None and session.get(SweepCellRow, (sweep_id, cell)) is None:
        raise InvalidError(
            "The sweep has no such cell",
            f"Sweep '{sweep.name[:100]}' has no cell {cell}.",
            f"Choose the index of one of the cells that GET /api/sweeps/{sweep_id} lists, or leave cell out.",
            "cell",
        )
    _end_support(sweep, stopped=False)
    for run_id in failed:
        retry_run(session, run_id, now)
    return failed


def delete_sweep(session: Session, sweep_id: str, *, with_runs: bool, now: datetime) -> list[str]:
    """Deletes a sweep and returns its runs, which are deleted too or go on as runs of no sweep.

    Raises:
        NotFoundError: the sweep does not exist.
        ConflictError: its runs are to be deleted, but some are running or needed by forks; or they are to stay, but
            only the paused sweep holds the queued ones back.
    """
    sweep = lock_sweep(session, sweep_id)
    # Queued runs come first, because they may be forks of others of the sweep.
    found = run_ids(session, sweep_id, "queued") + run_ids(session, sweep_id, "completed", "stopped", *_FAULTS)
    if with_runs:
        _refuse_running(session, sweep)
        for run_id in found:
            delete_run(session, run_id, now)
    else:
        _refuse_held_back(session, sweep)
        found = run_ids(session, sweep_id)
        values = {"sweep_id": None, "sweep_cell": None, "version": RunRow.version + 1, "updated_at": now}
        session.execute(update(RunRow).where(RunRow.sweep_id == sweep_id).values(**values))
    session.delete(sweep)
    return found


_FAULTS = ("failed", "crashed")


def _end_support(sweep: SweepRow, *, stopped: bool) -> None:
    """Has optimistic linear support try no more preferences, or go on."""
    if sweep.support is not None:
        sweep.support = sweep.support | {"stopped": stopped, "done": stopped}


def _refuse_running(session: Session, sweep: SweepRow) -> None:
    running = run_ids(session, sweep.id, "running")
    if running:
        raise ConflictError(
            "The sweep is running",
            f"{len(running)} runs of sweep '{sweep.name[:100]}' still train, and what they report would have nowhere "
            "to go.",
            f"Stop it with POST /api/sweeps/{sweep.id}/stop and delete it once its runs have ended, or delete it "
            "without its runs.",
        )


def _refuse_held_back(session: Session, sweep: SweepRow) -> None:
    queued = run_ids(session, sweep.id, "queued") if sweep.paused else []
    if queued:
        raise ConflictError(
            "The sweep holds runs back",
            f"{len(queued)} queued runs wait because the sweep '{sweep.name[:100]}' is paused. "
            "Without it they would start.",
            f"Stop them with POST /api/sweeps/{sweep.id}/stop, or delete the sweep with its runs. "
            "Continue the sweep first if they are to train.",
        )
