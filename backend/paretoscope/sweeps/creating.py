"""Makes sweeps and adds cells and seeds to them, each in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.transitions import new_id, new_run, note_fork
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.sweeps import SweepRequest
from paretoscope.store.models import RunRow, SweepCellRow, SweepRow
from paretoscope.store.record_models import CheckpointRow
from paretoscope.sweeps.naming import run_name
from paretoscope.sweeps.planning import Planned, sources_of
from paretoscope.sweeps.rows import definition_of


def create_sweep(session: Session, request: SweepRequest, cells: Sequence[Planned], now: datetime) -> SweepRow:
    """Makes a sweep with queued runs for all seeds of all cells.

    Args:
        session: an open write transaction.
        request: what was asked for.
        cells: its cells.
        now: the current time.

    Raises:
        ConflictError: a cell is a fork of a run that cannot be forked now.
        InvalidError: a cell is a fork of a checkpoint that does not exist or does not fit.
    """
    sweep = SweepRow(
        id=new_id(),
        name=request.name,
        notes=request.notes,
        definition=request.definition.model_dump(mode="json"),
        priority=request.priority,
        paused=False,
        support={"done": False, "stopped": False} if request.mode == "ols" else None,
        created_at=now,
    )
    session.add(sweep)
    session.flush()
    add_cells(session, sweep, cells, request.all_seeds, now)
    return sweep


def add_cells(
    session: Session, sweep: SweepRow, cells: Sequence[Planned], seeds: Sequence[int], now: datetime
) -> list[RunRow]:
    """Adds cells to a sweep, with one queued run for each seed, and returns the runs."""
    sources = sources_of(session, cells)
    session.add_all(
        SweepCellRow(sweep_id=sweep.id, index=cell.index, name=cell.name, overrides=cell.overrides) for cell in cells
    )
    return add_runs(session, sweep, list(zip(cells, sources, strict=True)), seeds, now)


def add_runs(
    session: Session,
    sweep: SweepRow,
    cells: Sequence[tuple[Planned, CheckpointRow | None]],
    seeds: Sequence[int],
    now: datetime,
) -> list[RunRow]:
    """Adds one queued run for each seed to cells of a sweep, and returns the runs.

    Their ages differ by a microsecond, so that they are ordered by age.
    """
    newest = session.scalar(select(func.max(RunRow.created_at)).where(RunRow.sweep_id == sweep.id))
    start = now if newest is None else max(now, newest + timedelta(microseconds=1))
    tags = definition_of(sweep).tags
    runs: list[RunRow] = []
    for cell, source in cells:
        for seed in seeds:
            config = _seeded(cell.config, seed, run_name(cell.name, seed))
            run = new_run(config, source, start + timedelta(microseconds=len(runs)), tags)
            run.sweep_id, run.sweep_cell, run.priority = sweep.id, cell.index, sweep.priority
            runs.append(run)
    session.add_all(runs)
    session.flush()
    for run in runs:
        note_fork(session, run, now)
    return runs


def _seeded(config: RunConfig, seed: int, name: str) -> RunConfig:
    return config.model_copy(update={"seed": seed, "name": name})
