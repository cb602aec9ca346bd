"""Evaluations of a run."""

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.records import Split


class EvaluationView(Answer):
    """One evaluation of the policy on a split."""

    step: int
    """Number of policy updates before it."""
    split: Split
    """`validation` or `test`."""
    objectives: Numbers
    """Value of each objective in its own unit."""
    standard_errors: Numbers
    """Standard error of each objective over prompts, in its own unit; empty if it is not known."""
    weights: Numbers
    """Nominal reward weights at the step."""
    hypervolume: float | None
    """Hypervolume of the archive with this point; validation only."""
    contribution: float | None
    """Hypervolume that this point added; validation only."""
    contribution_error: float | None
    """Standard error of the contribution, if it is known; validation only."""
    hypervolume_interval: tuple[float, float] | None
    """Lower and upper end of the hypervolume's 95 % interval over the choice of prompts, if it is known."""
    within_noise: bool
    """Whether the point added less than the standard error of what it added."""
    on_front: bool
    """Whether no other validation point of the run dominates it; false on other splits."""
    checkpoint_id: int | None
    """Checkpoint of the same step that is still on disk."""


class EvaluationsAnswer(Answer):
    """The evaluations of a run and what their hypervolumes are measured from."""

    reference_point: Numbers
    """Corner of the hypervolume, each objective in its own unit; empty before the first evaluation."""
    scale: Numbers
    """Length of one unit of each axis."""
    evaluations: list[EvaluationView]
    """In the order of steps."""
