"""Clarity: the answer is reached step by step."""

from typing import ClassVar, Literal

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, TextObjective


class Clarity(TextObjective):
    """Reward 1 if the completion has a non-empty ``\\boxed{}`` and step-by-step structure, else 0."""

    unit: ClassVar[str] = "fraction"
    direction: ClassVar[Direction] = "maximize"
    axis_label: ClassVar[str] = "fraction step by step and boxed"
    natural_range: ClassVar[float | None] = 1.0

    type: Literal["clarity"] = "clarity"
    name: Name = "clarity"
    """Name of the objective in weights, charts and tables."""
    pattern: Literal["strict", "published"] = "strict"
    """What counts as an enumerator: a bullet or numeral at the start of a line, "step 2", or "1." and later "2." within lines (`strict`), or any numeral or letter before a punctuation mark, such as "is 7." (`published`)."""
