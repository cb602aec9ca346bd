"""Accuracy: the answer is right."""

from typing import ClassVar, Literal

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, TextObjective


class Accuracy(TextObjective):
    """Reward 1 if the last ``\\boxed{...}`` answer is mathematically equal to the ground truth and in final form, else 0. An answer that leaves a computation open, such as 7+4, or that only repeats a formula of the question, is wrong."""

    unit: ClassVar[str] = "fraction"
    direction: ClassVar[Direction] = "maximize"
    axis_label: ClassVar[str] = "fraction right"
    natural_range: ClassVar[float | None] = 1.0

    type: Literal["accuracy"] = "accuracy"
    name: Name = "accuracy"
    """Name of the objective in weights, charts and tables."""
