"""Answers about the evaluations of a run."""

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.records import SplitName


class EvaluationView(Answer):
    """One evaluation of the policy on a split."""

    step: int
    """Number of policy updates before the evaluation."""
    split: SplitName
    """`validation` or `test`; of a re-evaluation, its name, such as `test@math500`."""
    job_id: str | None
    """Run that re-evaluated the policy; null for what the run itself reported."""
    prompts: int
    """Number of prompts evaluated; 0 if it is not known."""
    samples: int | None
    """Completions sampled per prompt in a re-evaluation; null for what the run itself reported."""
    objectives: Numbers
    """Value of each objective in its own unit."""
    standard_errors: Numbers
    """Standard error of each objective over prompts, in its own unit; empty if it is not known."""
    weights: Numbers
    """Nominal reward weights at the step."""
    hypervolume: float | None
    """Hypervolume of the archive including this point; of the run's own validation only."""
    contribution: float | None
    """Hypervolume that this point added; validation only."""
    contribution_error: float | None
    """Standard error of the contribution, if it is known; validation only."""
    hypervolume_interval: tuple[float, float] | None
    """Lower and upper end of the hypervolume's 95 % interval over the choice of prompts, if it is known."""
    within_noise: bool
    """Whether the contribution is smaller than its standard error."""
    on_front: bool
    """Whether no other validation point of the run dominates it; false on other splits."""
    checkpoint_id: int | None
    """Id of the checkpoint of this step; null if there is none on disk."""


class EvaluationsAnswer(Answer):
    """The evaluations of a run, and the axes of their hypervolumes."""

    reference_point: Numbers
    """Reference point of the hypervolume, each objective in its own unit; empty before the first evaluation."""
    scale: Numbers
    """Length of one unit of each axis, each objective in its own unit."""
    evaluations: list[EvaluationView]
    """The evaluations, by ascending step."""
