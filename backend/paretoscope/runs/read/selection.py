"""Runs on common axes: what is compared, on which split and steps, from which reference point."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from paretoscope.pareto.axes import Axes, NothingSharedError, common_axes
from paretoscope.pareto.history import History
from paretoscope.runs.read.evaluations import trained
from paretoscope.runs.read.points import Point, PointsCache, RunPoints, axes_of
from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.records import SplitName
from paretoscope.store.models import RunRow

LAST_STEP = 2**53


@dataclass(frozen=True)
class View:
    """Which points of runs are compared, and how they are measured."""

    split: SplitName = "validation"
    """Split of the points. Axes always follow from the validation split."""
    report: SplitName | None = None
    """Split on which the same points are reported besides; None for no other one."""
    steps: tuple[int, int] | Literal["last"] = (0, LAST_STEP)
    """First and last step of the points, or `last` for the last point of each run."""
    reference_point: Mapping[str, float] = field(default_factory=dict)
    """References to use instead of the worst one of the runs."""
    scale: Mapping[str, float] = field(default_factory=dict)
    """Scales to use instead of the largest one of the runs."""


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
        common = common_axes(own)
    except NothingSharedError as error:
        raise InvalidError(
            "The runs cannot be compared", str(error), "Choose runs that share at least one objective.", "run"
        ) from error
    field_ = "reference_point"
    try:
        moved = common.moved(view.reference_point, {})
        field_ = "scale"
        return moved.moved({}, view.scale)
    except ValueError as error:
        raise InvalidError(
            f"The {field_.replace('_', ' ')} cannot be used",
            str(error),
            f"Give {field_}=<objective>:<value> for objectives that all runs train, or leave it out.",
            field_,
        ) from error


def _measured(run: RunRow, points: RunPoints | None, axes: Axes, view: View, *, on_own_axes: bool) -> MeasuredRun:
    if points is None:
        return MeasuredRun(run, [], {}, History.of(np.empty((0, len(axes.axes)))))
    first, last = view.steps if view.steps != "last" else (LAST_STEP, LAST_STEP)
    if view.steps == "last" and points.points:
        first = last = points.points[-1].step
    return MeasuredRun(
        run,
        points.between(first, last),
        points.checkpoints,
        points.history(axes, first, last),
        on_own_axes and (view.split, first, last) == ("validation", 0, LAST_STEP),
    )


def _names(runs: Sequence[RunRow]) -> Iterator[str]:
    return (objective["name"] for run in runs for objective in trained(run))
