"""The order in which queued runs are claimed.

Runs with a higher priority come first, then those of the older sweep or, without one, the older run. Inside a sweep,
one cell after the other is trained, so that cells finish whole. Queued runs of paused sweeps are not claimed.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from paretoscope.store.models import RunRow, SweepRow

IS_PAUSED: ColumnElement[bool] = func.coalesce(SweepRow.paused, False)
"""Whether the sweep of a run is paused, in a query that joins the sweeps."""


def claimable(query: Select[Any]) -> Select[Any]:
    """Restricts a query of runs to those that may be claimed, the next one first."""
    return in_queue_order(query).where(IS_PAUSED.is_(False))


def in_queue_order(query: Select[Any]) -> Select[Any]:
    """Restricts a query of runs to queued ones, the next one first and those of paused sweeps last."""
    return (
        query.outerjoin(SweepRow, SweepRow.id == RunRow.sweep_id)
        .where(RunRow.status == "queued")
        .order_by(
            IS_PAUSED,
            RunRow.priority.desc(),
            func.coalesce(SweepRow.created_at, RunRow.created_at),
            func.coalesce(RunRow.sweep_id, RunRow.id),
            RunRow.sweep_cell,
            RunRow.created_at,
            RunRow.id,
        )
    )


def queue_positions(session: Session, runs: Iterable[RunRow]) -> dict[str, int]:
    """Returns the positions in the queue, counted from 1, if any of some runs is queued."""
    if not any(run.status == "queued" for run in runs):
        return {}
    return {run_id: position for position, run_id in enumerate(session.scalars(claimable(select(RunRow.id))), 1)}
