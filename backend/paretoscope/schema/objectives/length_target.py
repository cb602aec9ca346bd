"""Length target: the completion has a given length."""

from typing import ClassVar, Literal

from pydantic import Field

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, ObjectiveBase


class LengthTarget(ObjectiveBase):
    """Reward 1 at a given length in tokens, falling linearly to 0 with the distance from it; shown as the distance in tokens."""

    unit: ClassVar[str] = "tokens"
    direction: ClassVar[Direction] = "minimize"
    axis_label: ClassVar[str] = "tokens off the target length"

    type: Literal["length_target"] = "length_target"
    name: Name = "length"
    """Name of the objective in weights, charts and tables."""
    target_tokens: int = Field(default=32, ge=1, le=131_072)
    """Length that gives the full reward."""
    tolerance_tokens: int | None = Field(default=None, ge=1, le=131_072)
    """Distance from the target at which the reward reaches 0. If left out, it equals the target length."""
    mode: Literal["exact", "at_most"] = "exact"
    """`exact` counts the distance of shorter and longer completions; `at_most` counts only longer ones."""

    @property
    def zero_at_tokens(self) -> int:
        """Distance from the target, in tokens, at which the reward reaches 0."""
        return self.tolerance_tokens or self.target_tokens

    @property
    def natural_range(self) -> float:
        """Distance from the target, in tokens, at which the reward reaches 0; the reward cannot distinguish larger ones."""
        return float(self.zero_at_tokens)
