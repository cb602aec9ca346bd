"""Answers about re-evaluations: the policies that a job evaluates, and its results so far."""

from typing import Literal

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.control import PointToEvaluate
from paretoscope.schema.records import SplitName


class ReevaluatedPoint(Answer):
    """One policy of a re-evaluation."""

    run_id: str
    """Run that saved the policy."""
    run_name: str | None
    """Name of that run; null if it was deleted."""
    step: int
    """Step of the policy in that run."""
    position: int
    """Position among the policies of the job, counted from 1. The job's own completions are listed under it."""
    state: Literal["done", "waiting", "missing"]
    """`done` if there is a result, `missing` if the weights are not kept any more, otherwise `waiting`."""
    objectives: Numbers
    """Value of each objective in its own unit; empty without a result."""
    standard_errors: Numbers
    """Standard error of each value over prompts; empty without a result."""
    prompts: int | None
    """Number of prompts evaluated; null without a result."""
    samples: int | None
    """Completions sampled per prompt; null without a result."""


class ReevaluationAnswer(Answer):
    """The policies that a job evaluates, and its results so far."""

    split: SplitName
    """Name under which the results are listed in the evaluations of the runs."""
    objectives: list[ObjectiveView]
    """The objectives that are evaluated."""
    points: list[ReevaluatedPoint]
    """The policies, in the order in which they are evaluated."""
    waiting: list[PointToEvaluate]
    """Policies without a result, and where their weights are."""
