"""Fronts and hypervolumes of several runs against ONE reference point and scale, recomputed for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paretoscope.pareto.archive import Archive
from paretoscope.pareto.axes import Axes, common_axes
from paretoscope.pareto.run_data import EvaluationData, ObjectiveData, RunData


@dataclass(frozen=True)
class ComparedPoint:
    """One validation point of a run on the common axes."""

    step: int
    objectives: Mapping[str, float | None]
    weights: Mapping[str, float | None]
    on_front: bool
    """Whether no other validation point of the same run dominates it in the shared objectives."""
    checkpoint_id: int | None
    contribution: float
    """Hypervolume it added to its run."""
    hypervolume: float
    """Hypervolume of its run with it."""
    seconds: float | None


@dataclass(frozen=True)
class ComparedRun:
    """One run on the common axes."""

    run_id: str
    name: str
    points: Sequence[ComparedPoint]
    """By ascending step."""

    @property
    def final(self) -> ComparedPoint | None:
        """The last point, None before the first evaluation."""
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
    """Several runs on the objectives all of them share."""

    axes: Axes
    """Componentwise worst reference point and largest scale of the runs; no axes before the first evaluation of any."""
    objectives: Sequence[ObjectiveData]
    """Shared objectives, as the first run shows them and in its order."""
    runs: Sequence[ComparedRun]
    """In the order they were given."""

    @property
    def reference_point(self) -> dict[str, float]:
        """The common reference point, each objective in its own unit."""
        return self.axes.reference_point

    @property
    def scale(self) -> dict[str, float]:
        """Length of one unit of each common axis."""
        return self.axes.scale


def compare(runs: Sequence[RunData]) -> Comparison:
    """Puts `runs` on common axes. A run that has no reference point yet takes part without points.

    Raises:
        ValueError: the runs share no objective.
    """
    measured = [axes for run in runs if (axes := run.axes)]
    if not measured:
        return Comparison(Axes(()), [], [ComparedRun(run.id, run.name, []) for run in runs])
    common = common_axes(measured)
    shown = {objective.name: objective for run in reversed(runs) for objective in run.objectives}
    return Comparison(common, [shown[name] for name in common.names], [_compared(run, common) for run in runs])


def _compared(run: RunData, axes: Axes) -> ComparedRun:
    archive = Archive(axes)
    rows = run.split("validation") if run.axes else []
    added = [archive.add(row.step, row.objectives) for row in rows]
    together = zip(rows, added, archive.on_front, strict=True)
    return ComparedRun(
        run.id, run.name, [_point(row, axes, new.contribution, new.hypervolume, front) for row, new, front in together]
    )


def _point(row: EvaluationData, axes: Axes, contribution: float, hypervolume: float, on_front: bool) -> ComparedPoint:
    values = {name: row.objectives.get(name) for name in axes.names}
    return ComparedPoint(
        row.step, values, row.weights, on_front, row.checkpoint_id, contribution, hypervolume, row.seconds
    )
