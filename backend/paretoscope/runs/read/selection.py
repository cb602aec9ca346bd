"""Runs on common axes: what is compared, on which split and steps, from which reference point."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Axes, NothingSharedError
from paretoscope.pareto.history import History
from paretoscope.pareto.view import View, ViewError
from paretoscope.runs.read.evaluations import trained
from paretoscope.runs.read.points import Point, PointsCache, RunPoints, axes_of
from paretoscope.runs.refusals import InvalidError
from paretoscope.store.models import RunRow

MEASURED_COLUMNS = (RunRow.id, RunRow.name, RunRow.version, RunRow.resets, RunRow.objectives, RunRow.latest)
"""What `select_points` reads of a run."""


@dataclass(frozen=True)
class MeasuredRun:
    """The chosen points of one run, measured on the common axes."""

    row: RunRow
    points: Sequence[Point]
    checkpoints: Mapping[int, int]
    history: History
    on_own_axes: bool = False
    """Whether these are all validation points of the run, on the axes on which the run itself measured them."""

    @property
    def steps(self) -> NDArray[np.int64]:
        """Steps of the points, int64 [N]."""
        return np.array([point.step for point in self.points], dtype=np.int64)

    @property
    def final(self) -> Point | None:
        """The last point; None without points."""
        return self.points[-1] if self.points else None


@dataclass(frozen=True)
class Selection:
    """Runs on the objectives that all of them share."""

    view: View
    axes: Axes
    """The common axes; empty before the first evaluation of any run."""
    objectives: Sequence[Mapping[str, Any]]
    """Descriptions of the shared objectives, in the order of the first run."""
    left_out: Sequence[str]
    """Names of the trained objectives that not all runs share."""
    runs: Sequence[MeasuredRun]
    """The runs, in the given order."""


def select_points(session: Session, cache: PointsCache, runs: Sequence[RunRow], view: View) -> Selection:
    """Measures the points of runs on common axes. A run that has no reference point yet is included without points.

    Raises:
        InvalidError: the runs share no objective, or the view names an objective that they do not share.
    """
    own = {run.id: axes_of(session, run) for run in runs}
    axes = _axes([one for one in own.values() if one is not None], view)
    found = cache.read(session, runs, view.split)
    shown = {one["name"]: one for run in reversed(runs) for one in trained(run)}
    left_out = [name for name in dict.fromkeys(_names(runs)) if name not in axes.names] if axes.axes else []
    measured = [
        _measured(run, points if own[run.id] else None, axes, view, on_own_axes=own[run.id] == axes)
        for run, points in zip(runs, found, strict=True)
    ]
    return Selection(view, axes, [shown[name] for name in axes.names], left_out, measured)


def _axes(own: Sequence[Axes], view: View) -> Axes:
    if not own:
        return Axes(())
    try:
        return view.axes(own)
    except NothingSharedError as error:
        raise InvalidError(
            "The runs cannot be compared", str(error), "Choose runs that share at least one objective.", "run"
        ) from error
    except ViewError as error:
        raise cannot_be_used(error) from error


def cannot_be_used(error: ViewError) -> InvalidError:
    """Returns the refusal of a reference point or a scale."""
    return InvalidError(
        f"The {error.field.replace('_', ' ')} cannot be used",
        str(error),
        f"Give {error.field}=<objective>:<value> for objectives that all runs train, or leave it out.",
        error.field,
    )


def _measured(run: RunRow, points: RunPoints | None, axes: Axes, view: View, *, on_own_axes: bool) -> MeasuredRun:
    if points is None:
        return MeasuredRun(run, [], {}, History.of(np.empty((0, len(axes.axes)))))
    first, last = view.between([point.step for point in points.points[-1:]])
    own = on_own_axes and view.is_whole
    history = points.history(axes, first, last, own_errors=own)
    return MeasuredRun(run, points.between(first, last), points.checkpoints, history, own)


def _names(runs: Sequence[RunRow]) -> Iterator[str]:
    return (objective["name"] for run in runs for objective in trained(run))
