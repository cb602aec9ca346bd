"""Answers about the fronts of several runs on common axes."""

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.answers.objective import ObjectiveView


class FrontPoint(Answer):
    """A validation point of a run on the common axes."""

    step: int
    """Number of policy updates before the point."""
    objectives: Numbers
    """Value of each objective in its own unit."""
    weights: Numbers
    """Nominal reward weights at the step."""
    on_front: bool
    """Whether no other point of the same run dominates it on these objectives."""
    checkpoint_id: int | None
    """Id of the checkpoint of this step; null if there is none on disk."""
    contribution: float
    """Hypervolume that the point added to its run, on the common axes."""
    contribution_error: float | None
    """Standard error of the contribution, if it is known. Off a run's own axes, the objectives count as independent."""
    within_noise: bool
    """Whether the point added less than the standard error of its contribution."""


class HypervolumePoint(Answer):
    """Hypervolume of a run's points up to a step, on the common axes."""

    step: int
    """Step of the last of these points."""
    hypervolume: float
    """Hypervolume measured from the common reference point."""


class FinalPoint(Answer):
    """The last validation point of a run."""

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
    """Validation points, by ascending step."""
    hypervolume: list[HypervolumePoint]
    """Hypervolume by ascending step."""
    final: FinalPoint | None
    """The last validation point; null before the first evaluation."""


class FrontsAnswer(Answer):
    """Fronts of several runs with a common reference point and scale, so that their hypervolumes can be compared."""

    reference_point: Numbers
    """Worst reference of all runs, for each objective."""
    scale: Numbers
    """Largest scale of all runs, for each objective."""
    objectives: list[ObjectiveView]
    """Objectives that all of the runs train."""
    left_out: list[str]
    """Objectives that only some of the runs train, which these fronts and hypervolumes leave out."""
    runs: list[RunFront]
    """The runs, in the order of the request."""
