"""What the API answers about the fronts of runs."""

from paretoscope.runs.read.views import Numbers, ObjectiveView, View


class FrontPoint(View):
    """A validation point of a run, on the axes common to all."""

    step: int
    """Policy updates before it."""
    objectives: Numbers
    """Each objective, in its own unit."""
    weights: Numbers
    """Nominal reward weights at the step."""
    on_front: bool
    """Whether no other point of the same run dominates it on these objectives."""
    checkpoint_id: int | None
    """Checkpoint of the same step that is still on disk."""


class HypervolumePoint(View):
    """Hypervolume of a run's points up to a step, on the axes common to all."""

    step: int
    """The step."""
    hypervolume: float
    """Hypervolume against the common reference point."""


class FinalPoint(View):
    """The last validation point of a run."""

    step: int
    """Its step."""
    objectives: Numbers
    """Each objective, in its own unit."""
    hypervolume: float
    """Hypervolume of all points of the run against the common reference point."""


class RunFront(View):
    """The points of one run."""

    run_id: str
    """The run."""
    name: str
    """Its name."""
    points: list[FrontPoint]
    """In the order of steps."""
    hypervolume: list[HypervolumePoint]
    """In the order of steps."""
    final: FinalPoint | None
    """Null before the first evaluation."""


class FrontsAnswer(View):
    """Fronts of several runs against one reference point and scale, so that their hypervolumes can be compared."""

    reference_point: Numbers
    """The worst of the runs' own reference points, objective by objective."""
    scale: Numbers
    """The largest of the runs' own scales, objective by objective."""
    objectives: list[ObjectiveView]
    """Objectives that all the runs share."""
    left_out: list[str]
    """Trained objectives that not all the runs share: no part of these fronts and hypervolumes."""
    runs: list[RunFront]
    """In the order they were asked for."""
