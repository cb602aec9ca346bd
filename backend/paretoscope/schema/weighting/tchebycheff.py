"""The weighted distance to an ideal point in its worst objective."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class TchebycheffWeighting(WeightingSection):
    """Tchebycheff scalarisation: the reward is minus the largest weighted shortfall from the ideal point, so only the worst objective of a completion counts."""

    type: Literal["tchebycheff"] = "tchebycheff"
    weights: Weights | None = None
    """Preference: one weight an objective, not negative, summing to 1; left out, all are equal."""
    ideal_point: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Reward of each objective that shortfalls are measured from; those left out take the greatest reward seen so far."""

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the ideal point."""
        yield "ideal_point", self.ideal_point
