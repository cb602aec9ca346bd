"""Reads sweeps: their definition, their cells, and how far their runs have come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from paretoscope.schema.answers.sweep import (
    PlannedCell,
    Support,
    Sweep,
    SweepCell,
    SweepPlan,
    SweepsAnswer,
    SweepSummary,
)
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.schema.sweeps import SweepDefinition
from paretoscope.store.models import RunRow, SweepCellRow, SweepRow
from paretoscope.sweeps.estimating import estimate, slots_for
from paretoscope.sweeps.naming import run_name
from paretoscope.sweeps.planning import Planned
from paretoscope.sweeps.rows import cell_rows, definition_of


class _Member(NamedTuple):
    """A run of a sweep, as far as its progress needs it."""

    sweep_id: str
    id: str
    cell: int
    status: str
    step: int
    total_steps: int
    started_at: datetime | None
    finished_at: datetime | None
    idle_seconds: float
    error: dict[str, Any] | None


def read_sweep(session: Session, sweep: SweepRow, lease_seconds: float, now: datetime) -> Sweep:
    """Returns a sweep with its cells and the ids of its runs."""
    definition = definition_of(sweep)
    members = _members(session, [sweep.id])[sweep.id]
    by_cell: dict[int, list[_Member]] = defaultdict(list)
    for member in members:
        by_cell[member.cell].append(member)
    cells = [_cell(row, by_cell[row.index]) for row in cell_rows(session, sweep.id)]
    summary = _summary(session, sweep, definition, members, len(cells), lease_seconds=lease_seconds, now=now)
    return Sweep(
        **dict(summary),
        definition=definition,
        base=definition.base,
        runs=[member.id for member in members],
        cells=cells,
        support=Support.model_validate(sweep.support) if sweep.support and "tolerance" in sweep.support else None,
    )


def list_sweeps(session: Session, lease_seconds: float, now: datetime) -> SweepsAnswer:
    """Returns all sweeps, the newest first."""
    sweeps = session.scalars(select(SweepRow).order_by(SweepRow.created_at.desc(), SweepRow.id)).all()
    members = _members(session, [sweep.id for sweep in sweeps])
    query = select(SweepCellRow.sweep_id, func.count()).group_by(SweepCellRow.sweep_id)
    cells = {row[0]: row[1] for row in session.execute(query)}
    return SweepsAnswer(
        sweeps=[
            _summary(
                session,
                sweep,
                definition_of(sweep),
                members[sweep.id],
                cells.get(sweep.id, 0),
                lease_seconds=lease_seconds,
                now=now,
            )
            for sweep in sweeps
        ]
    )


def plan_answer(
    session: Session, cells: Sequence[Planned], seeds: Sequence[int], lease_seconds: float, now: datetime
) -> SweepPlan:
    """Returns what a sweep would create, with estimates from runs like these."""
    guess = estimate(session, [(cell.config, len(seeds)) for cell in cells], lease_seconds, now)
    return SweepPlan(
        cells=[
            PlannedCell(
                index=cell.index,
                name=cell.name,
                overrides=cell.overrides,
                run_names=[run_name(cell.name, seed) for seed in seeds],
            )
            for cell in cells
        ],
        total_runs=len(cells) * len(seeds),
        estimated_seconds=guess.seconds,
        estimated_tokens=guess.tokens,
        compared_runs=guess.compared_runs,
    )


def _summary(
    session: Session,
    sweep: SweepRow,
    definition: SweepDefinition,
    members: Sequence[_Member],
    cells: int,
    *,
    lease_seconds: float,
    now: datetime,
) -> SweepSummary:
    counts = Counter(member.status for member in members)
    finished = sum(counts[status] for status in FINAL_STATUSES)
    return SweepSummary(
        id=sweep.id,
        name=sweep.name,
        notes=sweep.notes,
        mode=definition.mode,
        created_at=sweep.created_at,
        axes=definition.axes,
        seeds=definition.all_seeds,
        priority=sweep.priority,
        paused=sweep.paused,
        total_cells=cells,
        total_runs=len(members),
        counts=dict(counts),
        finished=finished,
        complete=finished == len(members) and (sweep.support is None or bool(sweep.support["done"])),
        seconds_left=_seconds_left(session, members, lease_seconds, now),
    )


def _members(session: Session, sweep_ids: Sequence[str]) -> dict[str, list[_Member]]:
    query = select(
        RunRow.sweep_id, RunRow.id, RunRow.sweep_cell, RunRow.status, RunRow.step, RunRow.total_steps,
        RunRow.started_at, RunRow.finished_at, RunRow.idle_seconds, RunRow.error,
    )  # fmt: skip
    query = query.where(RunRow.sweep_id.in_(sweep_ids))
    found: dict[str, list[_Member]] = {sweep_id: [] for sweep_id in sweep_ids}
    rows: Iterable[Any] = session.execute(query.order_by(RunRow.sweep_cell, RunRow.created_at, RunRow.id))
    for row in rows:
        member = _Member(*row)
        found[member.sweep_id].append(member)
    return found


def _cell(row: SweepCellRow, members: Sequence[_Member]) -> SweepCell:
    return SweepCell(
        index=row.index,
        name=row.name,
        overrides=row.overrides,
        run_ids=[member.id for member in members],
        counts=dict(Counter(member.status for member in members)),
        step=sum(member.step for member in members),
        total_steps=sum(member.total_steps for member in members),
        error=next((member.error["message"] for member in members if _has_failed(member) and member.error), None),
    )


def _has_failed(member: _Member) -> bool:
    return member.status in {"failed", "crashed"}


def _seconds_left(session: Session, members: Sequence[_Member], lease_seconds: float, now: datetime) -> float | None:
    """Estimates the rest from the mean time per step of the sweep's runs so far."""
    unfinished = [member for member in members if member.status not in FINAL_STATUSES]
    if not unfinished:
        return 0.0
    begun = [member for member in members if member.step > 0 and member.started_at is not None]
    steps = sum(member.step for member in begun)
    if steps == 0:
        return None
    per_step = sum(_duration(member, now) for member in begun) / steps
    left = sum(max(member.total_steps - member.step, 0) for member in unfinished)
    return per_step * left / slots_for(session, len(unfinished), lease_seconds, now)


def _duration(member: _Member, now: datetime) -> float:
    if member.started_at is None:
        return 0.0
    return max(((member.finished_at or now) - member.started_at).total_seconds() - member.idle_seconds, 0.0)
