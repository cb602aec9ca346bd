"""Repetition: the completion does not repeat itself."""

from typing import ClassVar, Literal

from pydantic import Field

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, TextObjective


class Repetition(TextObjective):
    """Reward 1 minus the share of repeated word n-grams; shown as that share."""

    unit: ClassVar[str] = "fraction"
    direction: ClassVar[Direction] = "minimize"
    axis_label: ClassVar[str] = "fraction of n-grams repeated"
    natural_range: ClassVar[float | None] = 1.0

    type: Literal["repetition"] = "repetition"
    name: Name = "repetition"
    """Name of the objective in weights, charts and tables."""
    words: int = Field(default=3, ge=1, le=64)
    """Number of words in an n-gram; case does not matter."""
