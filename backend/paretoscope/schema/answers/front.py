"""Answers about the fronts of several runs on common axes."""

from pydantic import Field

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.answers.group_front import DifferenceMap, GroupFront, UnionFront
from paretoscope.schema.answers.groups import ReportedValues
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.records import SplitName


class FrontPoint(Answer):
    """A point of a run on the common axes."""

    step: int
    """Number of policy updates before the point."""
    objectives: Numbers
    """Value of each objective in its own unit."""
    weights: Numbers
    """Nominal reward weights at the step."""
    on_front: bool
    """Whether no other point of the same run dominates it on these objectives."""
    standard_errors: Numbers | None = None
    """Standard error of each objective over prompts, for points on the front; null for other points."""
    checkpoint_id: int | None
    """Id of the checkpoint of this step; null if there is none on disk."""
    contribution: float
    """Hypervolume that the point added to its run, on the common axes."""
    contribution_error: float | None
    """Standard error of the contribution, if it is known. Off a run's own axes, the objectives count as independent."""
    within_noise: bool
    """Whether the point added less than the standard error of its contribution."""
    reported: ReportedValues | None = None
    """The same point on the split that `report` names; null without it, or if the point was not evaluated there."""


class HypervolumePoint(Answer):
    """Hypervolume of a run's points up to a step, on the common axes."""

    step: int
    """Step of the last of these points."""
    hypervolume: float
    """Hypervolume measured from the common reference point."""


class FinalPoint(Answer):
    """The last point of a run."""

    step: int
    """Step of the point."""
    objectives: Numbers
    """Value of each objective in its own unit."""
    standard_errors: Numbers
    """Standard error of each objective over prompts, in its own unit; empty if it is not known."""
    hypervolume: float
    """Hypervolume of all points of the run, measured from the common reference point."""


class RunFront(Answer):
    """The points of one run."""

    run_id: str
    """Id of the run."""
    name: str
    """Name of the run."""
    points: list[FrontPoint]
    """Points of the chosen split and steps, by ascending step."""
    hypervolume: list[HypervolumePoint]
    """Hypervolume by ascending step."""
    final: FinalPoint | None
    """The last of these points; null if there are none."""


class FrontsAnswer(Answer):
    """Fronts of several runs with a common reference point and scale, so that their hypervolumes can be compared."""

    reference_point: Numbers
    """Worst reference of all runs for each objective, unless the request gave another one."""
    scale: Numbers
    """Largest scale of all runs for each objective, unless the request gave another one."""
    report: SplitName | None = None
    """Split on which points are reported besides the split of the points; null if the request named none."""
    splits: list[SplitName] = Field(default_factory=list)
    """Splits on which at least one of the runs was evaluated."""
    objectives: list[ObjectiveView]
    """Objectives that all of the runs train."""
    left_out: list[str]
    """Objectives that only some of the runs train, which these fronts and hypervolumes leave out."""
    total_runs: int
    """Number of runs that were chosen. Of more than 300, some are drawn evenly from the groups."""
    runs: list[RunFront]
    """The runs, in the order of the request."""
    groups: list[GroupFront] = Field(default_factory=list)
    """Fronts of groups of runs; empty unless the request has `by`."""
    union: UnionFront | None = None
    """Front of all runs together; null unless the request has `by`."""
    differences: list[DifferenceMap] = Field(default_factory=list)
    """Where one group attains points more often than another; for two groups, or those that the request names."""
