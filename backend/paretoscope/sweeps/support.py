"""Drives optimistic linear support: the runs that have finished decide which preference is tried next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Axes, Points
from paretoscope.schema.answers.sweep import Support, SupportCorner, SupportValue
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.schema.objectives import Direction
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.sweeps import LinearSupport, Overrides, SweepDefinition
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow, SweepRow
from paretoscope.store.record_models import EvaluationRow
from paretoscope.sweeps.creating import add_cells
from paretoscope.sweeps.ols import corners
from paretoscope.sweeps.planning import plan_cells
from paretoscope.sweeps.preferences import overrides, weights_of
from paretoscope.sweeps.rows import cell_rows, definition_of, find_sweep, lock_sweep

UNBOUNDED = "A run that has all weight on one objective has no value, so nothing bounds the others. Retry it."


def unfinished_supports(session: Session) -> list[str]:
    """Returns the ids of the sweeps that may still try further preferences."""
    rows = session.scalars(select(SweepRow).where(SweepRow.support.is_not(None)))
    return [row.id for row in rows if row.support and not row.support["done"]]


@dataclass(frozen=True)
class _Seen:
    """A sweep all of whose runs have ended, as it was read."""

    definition: SweepDefinition
    cells: dict[int, Overrides]
    """Overrides by index of the cell."""
    values: dict[int, dict[str, float]]
    """What was found, by index of the cell."""
    runs: frozenset[tuple[str, int]]
    """Runs with their attempts, which tell whether something has changed since."""


def advance(database: Database, sweep_id: str, settings: Settings, now: datetime) -> list[str]:
    """Records what the finished runs of a sweep have found, and queues runs of the next preference.

    It does nothing while a run of the sweep has not ended, so it may be called at any time and at the same time. The
    linear programs are solved between two transactions, because they may take seconds.

    Returns:
        The new runs.

    Raises:
        NotFoundError: the sweep does not exist.
    """
    with database.read() as session:
        seen = _see(session, find_sweep(session, sweep_id))
    if seen is None:
        return []
    config = RunConfig.model_validate(seen.definition.base)
    state = _state(config, seen)
    with database.write() as session:
        sweep = lock_sweep(session, sweep_id)
        if _ended_runs(session, sweep_id) != seen.runs:
            return []
        return _record(session, sweep, config, seen, state=state, settings=settings, now=now)


def _see(session: Session, sweep: SweepRow) -> _Seen | None:
    """Returns what the next preference depends on; None if the sweep has none, or if a run has not ended."""
    definition, runs = definition_of(sweep), _ended_runs(session, sweep.id)
    if definition.mode != "ols" or runs is None:
        return None
    cells = {row.index: row.overrides for row in cell_rows(session, sweep.id)}
    return _Seen(definition, cells, _values(session, sweep.id, definition), runs)


def _ended_runs(session: Session, sweep_id: str) -> frozenset[tuple[str, int]] | None:
    """Returns the runs of a sweep with their attempts; None if one has not ended."""
    query = select(RunRow.id, RunRow.attempt, RunRow.status).where(RunRow.sweep_id == sweep_id)
    rows = session.execute(query).all()
    if any(row.status not in FINAL_STATUSES for row in rows):
        return None
    return frozenset((row.id, row.attempt) for row in rows)


def _record(
    session: Session,
    sweep: SweepRow,
    config: RunConfig,
    seen: _Seen,
    *,
    state: Support,
    settings: Settings,
    now: datetime,
) -> list[str]:
    stopped = bool(sweep.support and sweep.support["stopped"])
    if stopped:
        state = state.model_copy(update={"done": True, "reason": "Somebody stopped the sweep."})
    sweep.support = state.model_dump(mode="json") | {"stopped": stopped}
    if state.done:
        return []
    rows = cell_rows(session, sweep.id)
    taken, first = [row.name for row in rows], max(row.index for row in rows) + 1
    cells = plan_cells(seen.definition.base, _next(config, seen, state), settings, first=first, taken=taken)
    return [run.id for run in add_cells(session, sweep, cells, seen.definition.all_seeds, now)]


def _next(config: RunConfig, seen: _Seen, state: Support) -> list[Overrides]:
    """Returns the preferences to try next: those with the largest gaps that are not small enough yet."""
    support = seen.definition.linear_support or LinearSupport()
    room = min(support.parallel, support.max_cells - len(seen.cells))
    return [
        overrides(config, list(corner.weights.values()))
        for corner in state.corners[:room]
        if corner.gap > support.tolerance
    ]


def _state(config: RunConfig, seen: _Seen) -> Support:
    """Returns what is known after the runs so far: the corners, the gap, and whether it is small enough."""
    support, names = seen.definition.linear_support or LinearSupport(), config.objective_names
    tried = {index: weights_of(cell, config) for index, cell in seen.cells.items()}
    known = [
        SupportValue(cell=index, weights=dict(zip(names, tried[index], strict=True)), values=found)
        for index, found in seen.values.items()
    ]
    if any(index not in seen.values for index in range(len(names))):
        return Support(tolerance=support.tolerance, done=True, reason=UNBOUNDED, values=known)
    best = _corners(names, tried, seen.values)
    gap = best[0].gap if best else 0.0
    reason: str | None = None
    if gap <= support.tolerance:
        reason = f"No preference can improve by more than {gap:.2%}."
    elif len(tried) >= support.max_cells:
        reason = f"All {support.max_cells} cells were tried."
    return Support(
        tolerance=support.tolerance, done=reason is not None, reason=reason, values=known, corners=best, gap=gap
    )


def _corners(
    names: Sequence[str], tried: dict[int, list[float]], values: dict[int, dict[str, float]]
) -> list[SupportCorner]:
    """Returns the corners with gaps as shares of the range of the values.

    A preference whose runs failed has no value, but is not tried again.
    """
    points = np.array([[found[name] for name in names] for found in values.values()])
    spread = float(np.ptp(points, axis=0).max())
    without = [weights for index, weights in tried.items() if index not in values]
    return [
        SupportCorner(weights=dict(zip(names, one.weights, strict=True)), gap=one.gap / spread if spread else 0.0)
        for one in corners(points, np.array([tried[index] for index in values]))
        if not any(np.allclose(one.weights, other, atol=1e-5) for other in without)
    ]


def _values(session: Session, sweep_id: str, definition: SweepDefinition) -> dict[int, dict[str, float]]:
    """Returns the mean value of each cell over its completed runs, in units of the first run's scale.

    Larger is better, as in the reward. Cells without a finite value are left out.
    """
    split = (definition.linear_support or LinearSupport()).split
    query = select(RunRow).where(RunRow.sweep_id == sweep_id, RunRow.status == "completed")
    runs = {run.id: run for run in session.scalars(query)}
    last = _last_evaluations(session, list(runs), split)
    if not last:
        return {}
    axes = _axes(runs, last)
    points: dict[int, list[Points]] = defaultdict(list)
    for run_id, row in last.items():
        points[runs[run_id].sweep_cell or 0].append(axes.to_internal(row.objectives))
    means = {cell: np.mean(found, axis=0) for cell, found in sorted(points.items())}
    return {
        cell: dict(zip(axes.names, mean.tolist(), strict=True))
        for cell, mean in means.items()
        if np.isfinite(mean).all()
    }


def _axes(runs: dict[str, RunRow], last: dict[str, EvaluationRow]) -> Axes:
    first_id = min(last, key=lambda run_id: (runs[run_id].created_at, run_id))
    shown = [one for one in runs[first_id].objectives if not one.get("monitor")]
    directions: dict[str, Direction] = {one["name"]: one["direction"] for one in shown}
    return Axes.build(directions, last[first_id].reference_point, last[first_id].scale)


def _last_evaluations(session: Session, run_ids: list[str], split: str) -> dict[str, EvaluationRow]:
    query = select(EvaluationRow).where(EvaluationRow.run_id.in_(run_ids), EvaluationRow.split == split)
    return {row.run_id: row for row in session.scalars(query.order_by(EvaluationRow.step))}
