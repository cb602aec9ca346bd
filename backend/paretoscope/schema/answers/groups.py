"""Answers about groups of runs and their statistics."""

from typing import Any, Literal

from pydantic import Field

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.records import SplitName

Interval = tuple[float, float]


class RunValue(Answer):
    """The value of one run."""

    run_id: str
    """Id of the run."""
    seed: int
    """Seed of the run."""
    value: float | None
    """The value; null if the run has none."""


class DifferenceView(Answer):
    """Mean difference to the baseline group, over pairs of runs with the same seed and the same preference."""

    n: int
    """Number of pairs."""
    left_out: int
    """Number of runs without a pair, or with an undefined value in the pair."""
    mean: float | None
    """Mean of value minus baseline; null without pairs."""
    standard_error: float | None
    """Standard error of the mean; null with fewer than 2 pairs."""
    interval: Interval | None
    """95 % t interval; null with fewer than 3 pairs."""
    p_value: float | None
    """p value of the paired t test; null with fewer than 3 pairs."""
    p_value_corrected: float | None
    """The p value after Holm's correction for the number of groups that are compared with the baseline."""


class ImprovementView(Answer):
    """Probability that a run of the group is better than a run of the baseline group."""

    probability: float | None
    """Probability; ties count half. Null if there is nothing to compare."""
    interval: Interval | None
    """95 % interval of the stratified bootstrap; null with fewer than 3 runs in either group."""


class Measure(Answer):
    """One number of each run of a group, and what the runs together say about it."""

    n: int
    """Number of runs with a value."""
    left_out: int
    """Number of runs without a defined value."""
    mean: float | None
    """Mean; null without values."""
    standard_error: float | None
    """Standard error of the mean; null with fewer than 2 values."""
    interval: Interval | None
    """95 % interval of the mean; null with fewer than 3 values."""
    method: Literal["t", "bca"] | None
    """How the interval was computed: Student's t distribution, or BCa bootstrap from 8 values on."""
    values: list[RunValue]
    """The value of each run, in the order of `run_ids`."""
    mark: Literal["best", "tied"] | None = None
    """`best` if the interval of the difference to the next best group excludes 0, `tied` if it may be the best."""
    difference: DifferenceView | None = None
    """Difference to the baseline group; null for the baseline group itself."""
    improvement: ImprovementView | None = None
    """Probability of improvement over the baseline group; null for the baseline group itself."""


class StepsToTarget(Measure):
    """Steps until a run reached the target. Runs that never did are counted, but they are in no mean and no interval."""

    reached: int
    """Number of runs that reached the target."""
    censored: int
    """Number of runs with points that have not reached it."""
    median: float | None
    """Step by which half of the runs with points had reached it; null if fewer than half did."""


class Cost(Answer):
    """What the runs of a group cost."""

    completion_tokens: Measure
    """Tokens of all training completions."""
    wall_seconds: Measure
    """Seconds of training, without time between an end and a continuation."""
    gpu_seconds: Measure
    """Seconds of training times GPUs; undefined for runs without a GPU."""
    hypervolume_per_1000_seconds: Measure
    """Hypervolume divided by thousands of wall seconds."""


class ReportedValues(Answer):
    """A point on the split that is reported, which is not the one that it was chosen on."""

    objectives: Numbers
    """Value of each shared objective, in its own unit."""
    standard_errors: Numbers
    """Standard error of each value over prompts; null where it is not known."""


class PointSpread(Answer):
    """The points that the runs of a group have at one step, each objective in its own unit."""

    n: int
    """Number of runs with a point at this step."""
    mean: Numbers
    """Mean of each objective; null without values."""
    standard_error: Numbers
    """Standard error of each mean over the runs; null with fewer than 2 values."""


class BestPoint(Answer):
    """A point that no other point of its group dominates."""

    run_id: str
    """Run of the point."""
    step: int
    """Step of the point."""
    objectives: Numbers
    """Value of each shared objective, in its own unit."""
    standard_errors: Numbers = Field(default_factory=dict)
    """Standard error of each value over prompts; null where it is not known."""
    over_runs: PointSpread | None = None
    """The points of all runs of the group at the same step; null if the point is of no group."""
    reported: ReportedValues | None = None
    """The same point on the split that `report` names; null without it, or if the point was not evaluated there."""


class GroupView(Answer):
    """Runs with equal values of the chosen fields."""

    id: str
    """Id of the group; it stays the same while the fields and their values do."""
    key: dict[str, Any]
    """Values of the chosen fields; for replicates, of the fields in which the groups differ."""
    label: str
    """The values in words."""
    n: int
    """Number of runs."""
    run_ids: list[str]
    """Ids of the runs."""
    seeds: list[int]
    """Seeds of the runs, in the order of `run_ids`."""
    statuses: dict[str, int]
    """Number of runs by status."""
    final_steps: list[int | None]
    """Step of each run's last point, in the order of `run_ids`; null without points."""
    objectives: dict[str, Measure]
    """Each shared objective at the last point of each run, in its own unit."""
    hypervolume: Measure
    """Hypervolume of all points of each run, measured from the common reference point."""
    best: list[BestPoint]
    """Points of the runs that no other point of the group dominates."""
    steps_to_target: StepsToTarget
    """First step at which a run's front weakly dominates the target."""
    mean_front_step: Measure
    """Mean step of the points on each run's front."""
    cost: Cost
    """What the runs cost."""


class GroupsAnswer(Answer):
    """Groups of runs, measured with one reference point and scale."""

    by: list[str]
    """Fields that the runs are grouped by; empty for replicates."""
    split: SplitName
    """Split of the points."""
    report: SplitName | None = None
    """Split on which the best points are reported; null if the request named none."""
    splits: list[SplitName] = Field(default_factory=list)
    """Splits on which at least one of the runs was evaluated."""
    reference_point: Numbers
    """Common reference point of all hypervolumes."""
    scale: Numbers
    """Common scale of all hypervolumes."""
    objectives: list[ObjectiveView]
    """Objectives that all of the runs train."""
    left_out: list[str]
    """Objectives that only some of the runs train, which every measure leaves out."""
    total_runs: int
    """Number of runs that were chosen. Of more than 300, some are drawn evenly from the groups."""
    baseline: str
    """Id of the group that the others are compared with."""
    target: Numbers
    """Values to reach for `steps_to_target`; empty if neither a target nor a final point of the baseline is known."""
    groups: list[GroupView]
    """The groups, in the order of their first runs."""
