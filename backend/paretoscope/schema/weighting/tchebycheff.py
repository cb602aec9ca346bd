"""Tchebycheff: the reward depends only on the objective that is furthest from an ideal point."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class TchebycheffWeighting(WeightingSection):
    """Tchebycheff scalarisation: the reward is minus the largest weighted distance from the ideal point, so only the worst objective of a completion counts."""

    type: Literal["tchebycheff"] = "tchebycheff"
    weights: Weights | None = None
    """Preference: one weight per objective, at least 0; the weights sum to 1. If left out, all are equal."""
    ideal_point: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Ideal reward of each objective, from which the distances are measured. Objectives that are left out take the greatest reward seen so far."""

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the ideal point."""
        yield "ideal_point", self.ideal_point
