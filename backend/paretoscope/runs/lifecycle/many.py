"""Stops, retries and deletes several runs in one transaction: either all of them, or none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.continuing import retry_run
from paretoscope.runs.lifecycle.transitions import delete_run, request_stop
from paretoscope.runs.rows import lock_runs
from paretoscope.schema.control import FINAL_STATUSES


def stop_runs(session: Session, run_ids: Sequence[str], now: datetime) -> list[str]:
    """Asks runs to stop; returns those that have not ended and were not asked before.

    Raises:
        NotFoundError: a run does not exist.
    """
    asked = [
        run.id for run in lock_runs(session, run_ids) if run.status not in FINAL_STATUSES and not run.stop_requested
    ]
    for run_id in asked:
        request_stop(session, run_id, now)
    return asked


def retry_runs(session: Session, run_ids: Sequence[str], now: datetime) -> list[str]:
    """Queues failed and crashed runs again, and returns them.

    Raises:
        NotFoundError: a run does not exist.
        ConflictError: a run has not failed, or is an external run.
    """
    runs = lock_runs(session, run_ids)
    for run in runs:
        retry_run(session, run.id, now)
    return [run.id for run in runs]


def delete_runs(session: Session, run_ids: Sequence[str], now: datetime) -> list[str]:
    """Deletes runs with everything they reported, and returns their ids.

    Raises:
        NotFoundError: a run does not exist.
        ConflictError: a run is running, or a fork that is not deleted too still needs it.
    """
    # Runs that have not ended come first, because they may be forks of the others.
    runs = sorted(lock_runs(session, run_ids), key=lambda run: run.status in FINAL_STATUSES)
    for run in runs:
        delete_run(session, run.id, now)
    return [run.id for run in runs]
