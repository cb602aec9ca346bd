"""Plain data that figures are drawn from: no database, no HTTP. Values are in the objectives' own units."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paretoscope.pareto.axes import Axes
from paretoscope.schema.objectives import Direction
from paretoscope.schema.records import Split


@dataclass(frozen=True)
class ObjectiveData:
    """How an objective is shown."""

    name: str
    unit: str
    direction: Direction
    axis_label: str


@dataclass(frozen=True)
class SeriesData:
    """One metric over steps, folded to an envelope: bucket i holds the least, greatest and last value up to `steps[i]`.

    Where nothing was folded the three are equal. None is a gap, and so become NaN and infinity.
    """

    key: str
    steps: Sequence[int]
    min: Sequence[float | None]
    max: Sequence[float | None]
    last: Sequence[float | None]
    total: int
    """Points before folding."""

    def __post_init__(self) -> None:
        for name in ("min", "max", "last"):
            object.__setattr__(self, name, [_finite(value) for value in getattr(self, name)])


@dataclass(frozen=True)
class EvaluationData:
    """One evaluation of a run."""

    step: int
    split: Split
    objectives: Mapping[str, float | None]
    weights: Mapping[str, float | None] = field(default_factory=dict)
    hypervolume: float | None = None
    contribution: float | None = None
    on_front: bool = False
    """Whether no other validation point of the run dominates it."""
    checkpoint_id: int | None = None
    seconds: float | None = None
    """Seconds since the run started."""

    def __post_init__(self) -> None:
        for name in ("objectives", "weights"):
            object.__setattr__(self, name, {key: _finite(value) for key, value in getattr(self, name).items()})


@dataclass(frozen=True)
class RunData:
    """One run as figures need it."""

    id: str
    name: str
    method: str
    """Type of the run's weighting, such as `fixed` or `gradient`."""
    objectives: Sequence[ObjectiveData]
    """Trained, in the config's own order: it decides colours."""
    series: Mapping[str, SeriesData] = field(default_factory=dict)
    """Metric key to series; a figure needs those of the metrics that its spec names."""
    evaluations: Sequence[EvaluationData] = ()
    """Of every split, by ascending step."""
    reference_point: Mapping[str, float] = field(default_factory=dict)
    """Corner of the hypervolume; empty until the untrained policy is evaluated."""
    scale: Mapping[str, float] = field(default_factory=dict)
    """Length of one unit of each axis; empty until the untrained policy is evaluated."""
    reference_kind: str | None = None
    """How the reference point was chosen: `initial`, `margin`, or None where it was given."""
    monitors: Sequence[ObjectiveData] = ()
    """Logged but not trained; their colours come after."""

    @property
    def objective_names(self) -> list[str]:
        """Names of the trained objectives in their own order."""
        return [objective.name for objective in self.objectives]

    @property
    def measured(self) -> list[ObjectiveData]:
        """Trained objectives, then monitors."""
        return [*self.objectives, *self.monitors]

    @property
    def axes(self) -> Axes | None:
        """Axes of the objectives that have a reference and a scale; None before the first evaluation."""
        measured = {
            one.name: one.direction
            for one in self.objectives
            if math.isfinite(self.reference_point.get(one.name, math.nan)) and self.scale.get(one.name, 0.0) > 0
        }
        return Axes.build(measured, self.reference_point, self.scale) if measured else None

    def split(self, split: Split) -> list[EvaluationData]:
        """Evaluations of one split, by ascending step."""
        return [evaluation for evaluation in self.evaluations if evaluation.split == split]


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
