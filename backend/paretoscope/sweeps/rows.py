"""Finds the rows of sweeps and of their cells and runs."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.refusals import NotFoundError
from paretoscope.schema.sweeps import SweepDefinition
from paretoscope.store.models import RunRow, SweepCellRow, SweepRow


def find_sweep(session: Session, sweep_id: str) -> SweepRow:
    """Returns a sweep.

    Raises:
        NotFoundError: there is no such sweep.
    """
    return _found(session.get(SweepRow, sweep_id), sweep_id)


def lock_sweep(session: Session, sweep_id: str) -> SweepRow:
    """Returns a sweep with its row locked until this transaction ends.

    Raises:
        NotFoundError: there is no such sweep.
    """
    return _found(session.scalar(select(SweepRow).where(SweepRow.id == sweep_id).with_for_update()), sweep_id)


def definition_of(sweep: SweepRow) -> SweepDefinition:
    """Returns what the runs of a sweep are."""
    return SweepDefinition.model_validate(sweep.definition)


def cell_rows(session: Session, sweep_id: str) -> Sequence[SweepCellRow]:
    """Returns the cells of a sweep in their order."""
    query = select(SweepCellRow).where(SweepCellRow.sweep_id == sweep_id).order_by(SweepCellRow.index)
    return session.scalars(query).all()


def run_ids(session: Session, sweep_id: str, *statuses: str, cell: int | None = None) -> list[str]:
    """Returns the ids of the runs of a sweep, cell by cell; only those of some statuses or of a cell, if given."""
    query = select(RunRow.id).where(RunRow.sweep_id == sweep_id)
    if statuses:
        query = query.where(RunRow.status.in_(statuses))
    if cell is not None:
        query = query.where(RunRow.sweep_cell == cell)
    return list(session.scalars(query.order_by(RunRow.sweep_cell, RunRow.created_at, RunRow.id)))


def _found(sweep: SweepRow | None, sweep_id: str) -> SweepRow:
    if sweep is None:
        raise NotFoundError(
            "Sweep not found",
            f"There is no sweep '{sweep_id[:100]}'; it may have been deleted.",
            "GET /api/sweeps lists the existing sweeps.",
        )
    return sweep
