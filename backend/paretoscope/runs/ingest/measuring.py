"""Axes, hypervolume and contribution of external runs, for evaluations whose trainer leaves them out.

The rules are those of the worker: the axes come from the first validation point and the run's evaluation config, and
each point adds to the archive of the points before it, in the order of steps. So the result does not depend on the
order in which evaluations arrive, and only the points from the first changed step on are measured.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.pareto.archive import Added, Archive, Entry
from paretoscope.pareto.axes import Axes, axes_from_initial
from paretoscope.schema.run_config import RunConfig
from paretoscope.store.models import RunRow
from paretoscope.store.record_models import EvaluationRow

COLUMNS = ("reference_point", "scale", "hypervolume", "contribution", "contribution_error")


def measure_evaluations(session: Session, run: RunRow, from_step: int) -> None:
    """Fills in what the trainer of an external run leaves out of its validation points, from a step on.

    What the trainer gives stays. A point with a hypervolume of its own is left as it is, and a reference point or a
    scale that covers every trained objective holds from its step on.

    Args:
        session: an open write transaction.
        run: a locked and touched run.
        from_step: first step whose evaluation is new or changed.
    """
    session.flush()
    query = select(EvaluationRow).where(EvaluationRow.run_id == run.id, EvaluationRow.split == "validation")
    rows = session.scalars(query.order_by(EvaluationRow.step)).all()
    in_force = _AxesInForce(RunConfig.model_validate(run.config))
    archive: Archive | None = None
    for index, row in enumerate(rows):
        in_force.note(row)
        if row.step < from_step:
            continue
        axes = in_force.axes()
        if axes is None:
            _write(run, row, {})
            continue
        if archive is None or archive.axes != axes:
            archive = _archive_of(rows[:index], axes)
        added = archive.add(row.step, row.objectives, _covariance(row, axes))
        _write(run, row, _missing(row, axes, added))


class _AxesInForce:
    """The axes of a run while its points are gone through in the order of steps."""

    def __init__(self, config: RunConfig) -> None:
        self._objectives = config.trained_objectives
        self._evaluation = config.evaluation
        self._initial: dict[str, float] = {}

    def note(self, row: EvaluationRow) -> None:
        """Takes the axes that a point brings, and its values if it is the first with all of them."""
        given = _given(row)
        changes = {
            "reference_point": self._complete(given.get("reference_point")),
            "objective_scale": self._complete(given.get("scale")),
        }
        update = {name: values for name, values in changes.items() if values is not None}
        if min(update.get("objective_scale", {}).values(), default=1.0) <= 0:
            del update["objective_scale"]
        self._evaluation = self._evaluation.model_copy(update=update)
        self._initial = self._initial or self._complete(row.objectives) or {}

    def axes(self) -> Axes | None:
        """Returns the axes for the point noted last; None while no point had the values that they need."""
        try:
            return axes_from_initial(self._objectives, self._initial, self._evaluation)
        except ValueError:
            return None

    def _complete(self, values: Mapping[str, float | None] | None) -> dict[str, float] | None:
        """Returns the values of the trained objectives, or None if one is missing."""
        found = {one.name: (values or {}).get(one.name) for one in self._objectives}
        known = {name: value for name, value in found.items() if value is not None}
        return known if len(known) == len(found) else None


def _given(row: EvaluationRow) -> dict[str, Any]:
    """Returns what the trainer itself said of a point, by column."""
    named = {name: getattr(row, name) for name in COLUMNS if name not in (row.filled_in or ())}
    return {name: value for name, value in named.items() if value not in (None, {})}


def _missing(row: EvaluationRow, axes: Axes, added: Added) -> dict[str, Any]:
    """Returns what the trainer left out of a point, by column; nothing if it measured the hypervolume itself."""
    given = _given(row)
    if "hypervolume" in given or not _fits(given, axes):
        return {}
    found = {
        "reference_point": axes.reference_point,
        "scale": axes.scale,
        "hypervolume": added.hypervolume,
        "contribution": added.contribution,
        "contribution_error": added.contribution_error,
    }
    return {name: value for name, value in found.items() if name not in given} if _is_finite(found) else {}


def _is_finite(found: Mapping[str, Any]) -> bool:
    """Whether all numbers are finite. Those of absurdly large objectives are not, and databases refuse them."""
    numbers = [
        number for value in found.values() for number in (value.values() if isinstance(value, dict) else [value])
    ]
    return all(number is None or math.isfinite(number) for number in numbers)


def _fits(given: Mapping[str, Any], axes: Axes) -> bool:
    """Whether the axes are those that a point brings. They are not if it brings only some of their values."""
    pairs = ((given.get("reference_point"), axes.reference_point), (given.get("scale"), axes.scale))
    return all(own is None or all(own.get(name) == value for name, value in used.items()) for own, used in pairs)


def _write(run: RunRow, row: EvaluationRow, found: Mapping[str, Any]) -> None:
    """Replaces what was filled in before. A row that changes gets the present version, so that clients learn of it."""
    before = row.filled_in or []
    emptied: dict[str, Any] = {name: {} if name in {"reference_point", "scale"} else None for name in before}
    changed = {name: value for name, value in (emptied | dict(found)).items() if getattr(row, name) != value}
    if changed or list(found) != before:
        for name, value in changed.items():
            setattr(row, name, value)
        row.filled_in, row.version = list(found) or None, run.version


def _archive_of(rows: Sequence[EvaluationRow], axes: Axes) -> Archive:
    """Returns the archive of earlier points. Points that were measured on the same axes are not measured again."""
    archive = Archive(axes)
    if all(_was_measured_on(row, axes) for row in rows):
        archive.restore(
            Entry(row.step, _values(row, axes), row.contribution or 0.0, row.hypervolume or 0.0) for row in rows
        )
    else:
        for row in rows:
            archive.add(row.step, row.objectives)
    return archive


def _was_measured_on(row: EvaluationRow, axes: Axes) -> bool:
    filled_in = row.filled_in or ()
    own_axes = (row.reference_point, row.scale) == (axes.reference_point, axes.scale)
    return "hypervolume" in filled_in and "contribution" in filled_in and own_axes


def _values(row: EvaluationRow, axes: Axes) -> dict[str, float | None]:
    return {name: row.objectives.get(name) for name in axes.names}


def _covariance(row: EvaluationRow, axes: Axes) -> dict[str, dict[str, float]] | None:
    """Returns the covariance of a point whose objectives are taken as independent; None if an error is not known."""
    errors = {name: row.standard_errors.get(name) for name in axes.names}
    known = {name: error for name, error in errors.items() if error is not None}
    if len(known) < len(errors) or not math.isfinite(sum(error * error for error in known.values())):
        return None
    return {one: {other: error * error if one == other else 0.0 for other in known} for one, error in known.items()}
