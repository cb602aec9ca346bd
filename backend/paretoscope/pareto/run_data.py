"""Plain data of runs for figures, without database or HTTP. Values are in the objectives' own units."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paretoscope.pareto.axes import Axes
from paretoscope.pareto.noise import is_within_noise
from paretoscope.schema.objectives import Direction
from paretoscope.schema.records import SplitName


@dataclass(frozen=True)
class ObjectiveData:
    """An objective and its labels."""

    name: str
    unit: str
    direction: Direction
    axis_label: str


@dataclass(frozen=True)
class SeriesData:
    """One metric over steps, as an envelope: bucket i has the smallest, largest and last value up to `steps[i]`.

    If a bucket holds one point, the three values are equal. None is a gap; NaN and infinity become gaps.
    """

    key: str
    steps: Sequence[int]
    min: Sequence[float | None]
    max: Sequence[float | None]
    last: Sequence[float | None]
    total: int
    """Number of points before they were put into buckets."""

    def __post_init__(self) -> None:
        for name in ("min", "max", "last"):
            object.__setattr__(self, name, [_finite(value) for value in getattr(self, name)])


@dataclass(frozen=True)
class EvaluationData:
    """One evaluation of a run."""

    step: int
    split: SplitName
    objectives: Mapping[str, float | None]
    weights: Mapping[str, float | None] = field(default_factory=dict)
    hypervolume: float | None = None
    contribution: float | None = None
    on_front: bool = False
    """Whether no other validation point of the run dominates it."""
    checkpoint_id: int | None = None
    seconds: float | None = None
    """Seconds since the run started."""
    standard_errors: Mapping[str, float | None] = field(default_factory=dict)
    """Standard error of each objective over prompts; objectives whose error is not known are absent."""
    contribution_error: float | None = None
    """Standard error of the contribution; None if it is not known."""
    hypervolume_interval: tuple[float, float] | None = None
    """95 % interval of the hypervolume over the choice of prompts; None if it is not known."""

    @property
    def within_noise(self) -> bool:
        """Whether it increased the hypervolume by less than the standard error of this increase."""
        return is_within_noise(self.contribution, self.contribution_error)

    def __post_init__(self) -> None:
        for name in ("objectives", "weights", "standard_errors"):
            object.__setattr__(self, name, {key: _finite(value) for key, value in getattr(self, name).items()})


@dataclass(frozen=True)
class RunData:
    """The data of one run that figures need."""

    id: str
    name: str
    method: str
    """Type of the run's weighting, such as `fixed` or `gradient`."""
    objectives: Sequence[ObjectiveData]
    """Trained objectives in the order of the config, which also determines their colours."""
    series: Mapping[str, SeriesData] = field(default_factory=dict)
    """Series by metric key; a figure needs those of the metrics in its spec."""
    evaluations: Sequence[EvaluationData] = ()
    """Evaluations of all splits, by ascending step."""
    reference_point: Mapping[str, float] = field(default_factory=dict)
    """Reference point of the hypervolume; empty until the untrained policy has been evaluated."""
    scale: Mapping[str, float] = field(default_factory=dict)
    """Length of one unit of each axis; empty until the untrained policy has been evaluated."""
    reference_kind: str | None = None
    """How the reference point was chosen: `initial`, `margin`, or None if it was given."""
    monitors: Sequence[ObjectiveData] = ()
    """Objectives that are logged but not trained; their colours follow those of the trained ones."""
    group: str = ""
    """Label of the group that the run belongs to in a comparison of groups; if empty, the run is its own group."""
    in_baseline: bool = False
    """Whether its group is the one that the others are compared with."""
    color_index: int | None = None
    """Place of its group's colour among the colours of runs; None for the place of the group itself."""
    ended: bool = False
    """Whether the run is over, so that sentences about it are in the past tense."""

    @property
    def objective_names(self) -> list[str]:
        """Names of the trained objectives, in order."""
        return [objective.name for objective in self.objectives]

    @property
    def measured(self) -> list[ObjectiveData]:
        """Trained objectives, followed by monitors."""
        return [*self.objectives, *self.monitors]

    @property
    def axes(self) -> Axes | None:
        """Axes of the objectives with a reference and a scale; None before the first evaluation."""
        measured = {
            one.name: one.direction
            for one in self.objectives
            if math.isfinite(self.reference_point.get(one.name, math.nan)) and self.scale.get(one.name, 0.0) > 0
        }
        return Axes.build(measured, self.reference_point, self.scale) if measured else None

    def split(self, split: SplitName) -> list[EvaluationData]:
        """Evaluations of one split, by ascending step."""
        return [evaluation for evaluation in self.evaluations if evaluation.split == split]


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
