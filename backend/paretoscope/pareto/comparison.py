"""Fronts and hypervolumes of several runs, recomputed with one common reference point and scale."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from paretoscope.pareto.axes import Axes
from paretoscope.pareto.history import History
from paretoscope.pareto.noise import is_within_noise
from paretoscope.pareto.run_data import ObjectiveData, RunData
from paretoscope.pareto.view import WHOLE, View
from paretoscope.schema.records import SplitName


@dataclass(frozen=True)
class ComparedPoint:
    """One point of a run on the common axes."""

    step: int
    objectives: Mapping[str, float | None]
    weights: Mapping[str, float | None]
    on_front: bool
    """Whether no other of these points of the same run dominates it in the shared objectives."""
    checkpoint_id: int | None
    contribution: float
    """Hypervolume that the point added to its run."""
    hypervolume: float
    """Hypervolume of its run including the point."""
    seconds: float | None
    standard_errors: Mapping[str, float | None] = field(default_factory=dict)
    """Standard error of each objective over prompts; objectives whose error is not known are absent."""
    contribution_error: float | None = None
    """Standard error of the contribution; None if it is not known."""

    @property
    def within_noise(self) -> bool:
        """Whether the point added less than the standard error of its contribution."""
        return is_within_noise(self.contribution, self.contribution_error)


@dataclass(frozen=True)
class ComparedRun:
    """One run on the common axes."""

    run_id: str
    name: str
    points: Sequence[ComparedPoint]
    """Points by ascending step."""

    @property
    def final(self) -> ComparedPoint | None:
        """The last point; None before the first evaluation."""
        return self.points[-1] if self.points else None

    @property
    def hypervolume(self) -> Sequence[ComparedPoint]:
        """The points again, as the steps at which the hypervolume of the run is known."""
        return self.points

    @property
    def front(self) -> list[ComparedPoint]:
        """Points on the run's own front, by ascending step."""
        return [point for point in self.points if point.on_front]


@dataclass(frozen=True)
class Comparison:
    """Several runs on the objectives that all of them share."""

    axes: Axes
    """Axes with the worst reference and the largest scale of the runs; empty before the first evaluation of any run."""
    objectives: Sequence[ObjectiveData]
    """Shared objectives, with the labels and the order of the first run."""
    runs: Sequence[ComparedRun]
    """Runs in the given order."""
    left_out: Sequence[str] = ()
    """Names of the trained objectives that not all runs share."""
    split: SplitName = "validation"
    """SplitName of the points."""

    @property
    def reference_point(self) -> dict[str, float]:
        """The common reference point, each objective in its own unit."""
        return self.axes.reference_point

    @property
    def scale(self) -> dict[str, float]:
        """Length of one unit of each common axis."""
        return self.axes.scale


def compare(runs: Sequence[RunData], view: View = WHOLE) -> Comparison:
    """Compares `runs` on common axes. A run that has no reference point yet is included without points.

    Raises:
        NothingSharedError: the runs share no objective.
        ViewError: a reference or a scale of the view is for another objective, or it is not possible.
    """
    measured = [axes for run in runs if (axes := run.axes)]
    if not measured:
        return Comparison(Axes(()), [], [ComparedRun(run.id, run.name, []) for run in runs], split=view.split)
    common = view.axes(measured)
    shown = {objective.name: objective for run in reversed(runs) for objective in run.objectives}
    left_out = [name for name in dict.fromkeys(_trained(runs)) if name not in common.names]
    compared = [_compared(run, common, view) for run in runs]
    return Comparison(common, [shown[name] for name in common.names], compared, left_out, view.split)


def _trained(runs: Sequence[RunData]) -> Iterator[str]:
    return (objective.name for run in runs for objective in run.objectives)


def _compared(run: RunData, axes: Axes, view: View) -> ComparedRun:
    rows = run.split(view.split) if run.axes else []
    first, last = view.between([row.step for row in rows[-1:]])
    rows = [row for row in rows if first <= row.step <= last]
    points = axes.to_internal_points(row.objectives for row in rows)
    measured_so = run.axes == axes and view.is_whole
    own = [row.contribution_error if measured_so else None for row in rows]
    errors = axes.scaled_errors(row.standard_errors if one is None else {} for row, one in zip(rows, own, strict=True))
    history = History.of(points, errors)
    return ComparedRun(
        run.id,
        run.name,
        [
            ComparedPoint(
                step=row.step,
                objectives={name: row.objectives.get(name) for name in axes.names},
                weights=row.weights,
                on_front=on_front,
                checkpoint_id=row.checkpoint_id,
                contribution=contribution,
                hypervolume=hypervolume,
                seconds=row.seconds,
                standard_errors=row.standard_errors,
                contribution_error=_known(own_error, error),
            )
            for row, own_error, on_front, contribution, hypervolume, error in zip(
                rows,
                own,
                history.on_front.tolist(),
                history.contributions.tolist(),
                history.hypervolumes.tolist(),
                history.errors.tolist(),
                strict=True,
            )
        ],
    )


def _known(own: float | None, error: float) -> float | None:
    """Returns the run's own error of a contribution if there is one: it knows how the objectives vary together."""
    return own if own is not None or math.isnan(error) else error
