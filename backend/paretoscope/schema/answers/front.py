"""Fronts of several runs on common axes."""

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.answers.objective import ObjectiveView


class FrontPoint(Answer):
    """A validation point of a run, on the axes common to all."""

    step: int
    """Number of policy updates before it."""
    objectives: Numbers
    """Value of each objective in its own unit."""
    weights: Numbers
    """Nominal reward weights at the step."""
    on_front: bool
    """Whether no other point of the same run dominates it on these objectives."""
    checkpoint_id: int | None
    """Checkpoint of the same step that is still on disk."""
    contribution: float
    """Hypervolume that the point added to its run, on the common axes."""
    contribution_error: float | None
    """Standard error of the contribution, if it is known. Off a run's own axes, the objectives count as independent."""
    within_noise: bool
    """Whether the point added less than the standard error of what it added."""


class HypervolumePoint(Answer):
    """Hypervolume of a run's points up to a step, on the axes common to all."""

    step: int
    """The step."""
    hypervolume: float
    """Hypervolume measured from the common reference point."""


class FinalPoint(Answer):
    """The last validation point of a run."""

    step: int
    """Its step."""
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
    """In the order of steps."""
    hypervolume: list[HypervolumePoint]
    """In the order of steps."""
    final: FinalPoint | None
    """Null before the first evaluation."""


class FrontsAnswer(Answer):
    """Fronts of several runs on one reference point and scale, so that their hypervolumes can be compared."""

    reference_point: Numbers
    """The worst of the runs' own reference points, objective by objective."""
    scale: Numbers
    """The largest of the runs' own scales, objective by objective."""
    objectives: list[ObjectiveView]
    """Objectives that all the runs share."""
    left_out: list[str]
    """Trained objectives that not all the runs share: no part of these fronts and hypervolumes."""
    runs: list[RunFront]
    """In the order asked for."""
