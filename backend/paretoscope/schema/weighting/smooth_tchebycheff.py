"""The weighted distance to an ideal point, mostly in its worst objective."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class SmoothTchebycheffWeighting(WeightingSection):
    """Smooth Tchebycheff scalarisation (arXiv 2402.19078): a soft maximum of the weighted shortfalls, so that objectives near the worst count too."""

    type: Literal["smooth_tchebycheff"] = "smooth_tchebycheff"
    weights: Weights | None = None
    """Preference: one weight an objective, not negative, summing to 1; left out, all are equal."""
    ideal_point: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Reward of each objective that shortfalls are measured from; those left out take the greatest reward seen so far."""
    temperature: float = Field(default=0.1, ge=1e-6, le=1e6)
    """Mu of the paper: the nearer to 0, the more only the worst objective counts; the larger, the more all count alike."""

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the ideal point."""
        yield "ideal_point", self.ideal_point
