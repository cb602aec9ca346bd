"""Drives optimistic linear support: the runs that have finished decide which preference is tried next."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Axes
from paretoscope.schema.answers.sweep import Support, SupportCorner, SupportValue
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.schema.objectives import Direction
from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.sweeps import LinearSupport, SweepDefinition
from paretoscope.settings import Settings
from paretoscope.store.models import EvaluationRow, RunRow, SweepCellRow, SweepRow
from paretoscope.sweeps.creating import add_cells
from paretoscope.sweeps.ols import corners
from paretoscope.sweeps.planning import plan_cells
from paretoscope.sweeps.preferences import overrides, weights_of
from paretoscope.sweeps.rows import cell_rows, definition_of, lock_sweep


def unfinished_supports(session: Session) -> list[str]:
    """Returns the ids of the sweeps that may still try further preferences."""
    rows = session.scalars(select(SweepRow).where(SweepRow.support.is_not(None)))
    return [row.id for row in rows if row.support and not row.support["done"]]


def advance(session: Session, sweep_id: str, settings: Settings, now: datetime) -> list[str]:
    """Records what the finished runs of a sweep have found, and queues runs of the next preference.

    It does nothing while a run of the sweep has not ended, so it may be called at any time.

    Returns:
        The new runs.

    Raises:
        NotFoundError: the sweep does not exist.
    """
    sweep = lock_sweep(session, sweep_id)
    definition = definition_of(sweep)
    runs = session.scalars(select(RunRow).where(RunRow.sweep_id == sweep_id)).all()
    if definition.mode != "ols" or any(run.status not in FINAL_STATUSES for run in runs):
        return []
    config = RunConfig.model_validate(definition.base)
    rows = cell_rows(session, sweep_id)
    stopped = bool(sweep.support and sweep.support["stopped"])
    state = _state(config, definition.linear_support or LinearSupport(), rows, _values(session, definition, rows, runs))
    if stopped:
        state = state.model_copy(update={"done": True, "reason": "Somebody stopped the sweep."})
    sweep.support = state.model_dump(mode="json") | {"stopped": stopped}
    if state.done:
        return []
    taken, first = [row.name for row in rows], max(row.index for row in rows) + 1
    chosen = [overrides(config, list(state.corners[0].weights.values()))]
    cells = plan_cells(definition.base, chosen, settings, first=first, taken=taken)
    return [run.id for run in add_cells(session, sweep, cells, definition.all_seeds, now)]


def _state(
    config: RunConfig, support: LinearSupport, rows: Sequence[SweepCellRow], values: dict[int, dict[str, float]]
) -> Support:
    """Returns what is known after the runs so far: the corners, the gap, and whether it is small enough."""
    names = config.objective_names
    tried = {row.index: weights_of(row.overrides, config) for row in rows}
    known = [
        SupportValue(cell=index, weights=dict(zip(names, tried[index], strict=True)), values=found)
        for index, found in values.items()
    ]
    if any(index not in values for index in range(len(names))):
        reason = "A run that has all weight on one objective has no value, so nothing bounds the others. Retry it."
        return Support(tolerance=support.tolerance, done=True, reason=reason, values=known)
    points = np.array([[found[name] for name in names] for found in values.values()])
    spread = float(np.ptp(points, axis=0).max())
    # A preference whose runs failed has no value, but is not tried again.
    with_values = np.array([tried[index] for index in values])
    without = [tried[index] for index in tried if index not in values]
    best = [
        SupportCorner(weights=dict(zip(names, one.weights, strict=True)), gap=one.gap / spread if spread else 0.0)
        for one in corners(points, with_values)
        if not any(np.allclose(one.weights, other, atol=1e-5) for other in without)
    ]
    gap = best[0].gap if best else 0.0
    reason: str | None = None
    if gap <= support.tolerance:
        reason = f"No preference can improve by more than {gap:.2%}."
    elif len(rows) >= support.max_cells:
        reason = f"All {support.max_cells} cells were tried."
    return Support(
        tolerance=support.tolerance, done=reason is not None, reason=reason, values=known, corners=best, gap=gap
    )


def _values(
    session: Session, definition: SweepDefinition, rows: Sequence[SweepCellRow], runs: Sequence[RunRow]
) -> dict[int, dict[str, float]]:
    """Returns the mean value of each cell over its completed runs, in units of the first run's scale.

    Larger is better, as in the reward. Cells without a finite value are left out.
    """
    split = (definition.linear_support or LinearSupport()).split
    completed = {run.id: run for run in runs if run.status == "completed"}
    last = _last_evaluations(session, list(completed), split)
    if not last:
        return {}
    axes = _axes(completed, last)
    means = {}
    for row in rows:
        points = [axes.to_internal(last[run.id].objectives) for run in completed.values() if _is_of(run, row, last)]
        if points and np.isfinite(mean := np.mean(points, axis=0)).all():
            means[row.index] = dict(zip(axes.names, mean.tolist(), strict=True))
    return means


def _is_of(run: RunRow, row: SweepCellRow, last: dict[str, EvaluationRow]) -> bool:
    return run.sweep_cell == row.index and run.id in last


def _axes(runs: dict[str, RunRow], last: dict[str, EvaluationRow]) -> Axes:
    first_id = min(last, key=lambda run_id: (runs[run_id].created_at, run_id))
    shown = [one for one in runs[first_id].objectives if not one.get("monitor")]
    directions: dict[str, Direction] = {one["name"]: one["direction"] for one in shown}
    return Axes.build(directions, last[first_id].reference_point, last[first_id].scale)


def _last_evaluations(session: Session, run_ids: list[str], split: str) -> dict[str, EvaluationRow]:
    query = select(EvaluationRow).where(EvaluationRow.run_id.in_(run_ids), EvaluationRow.split == split)
    return {row.run_id: row for row in session.scalars(query.order_by(EvaluationRow.step))}
