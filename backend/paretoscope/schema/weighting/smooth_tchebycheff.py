"""Smooth Tchebycheff: the reward depends mostly on the objective that is furthest from an ideal point."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class SmoothTchebycheffWeighting(WeightingSection):
    """Smooth Tchebycheff scalarisation (arXiv 2402.19078): the reward is minus a soft maximum of the weighted distances from the ideal point, so objectives that are nearly the worst count too."""

    type: Literal["smooth_tchebycheff"] = "smooth_tchebycheff"
    weights: Weights | None = None
    """Preference: one weight per objective, at least 0; the weights sum to 1. If left out, all are equal."""
    ideal_point: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Ideal reward of each objective, from which the distances are measured. Objectives that are left out take the greatest reward seen so far."""
    temperature: float = Field(default=0.1, ge=1e-6, le=1e6)
    """Mu of the paper. Near 0 only the worst objective counts; the larger it is, the more equally all objectives count."""

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the ideal point."""
        yield "ideal_point", self.ideal_point
