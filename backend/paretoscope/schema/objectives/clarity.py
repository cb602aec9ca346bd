"""Clarity: the answer is reached step by step."""

from typing import ClassVar, Literal

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, ObjectiveBase


class Clarity(ObjectiveBase):
    """Reward 1 if the completion has a non-empty ``\\boxed{}`` and step-by-step structure, else 0."""

    unit: ClassVar[str] = "fraction"
    direction: ClassVar[Direction] = "maximize"
    axis_label: ClassVar[str] = "fraction step by step and boxed"
    natural_range: ClassVar[float | None] = 1.0

    type: Literal["clarity"] = "clarity"
    name: Name = "clarity"
    """Name of the objective in weights, charts and tables."""
