"""GradNorm: weights that make all objectives learn at a similar pace."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class GradNormWeighting(WeightingSection):
    """GradNorm (arXiv 1711.02257): weights move until the weighted gradients have similar norms, with larger norms for objectives that lag behind."""

    type: Literal["gradnorm"] = "gradnorm"
    initial: Weights | None = None
    """Weights at the first step, which sum to 1. If left out, all are equal."""
    alpha: float = Field(default=1.5, ge=0.0, le=100.0)
    """How strongly objectives that lag behind are favoured; 0 only makes the gradient norms similar."""
    rate: float = Field(default=0.025, gt=0.0, le=10.0)
    """Distance that a weight moves per step for a gradient of mean norm; it is proportional to the norm of the objective's gradient."""
    ideal_point: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Ideal reward of each objective; the distance of the mean reward from it serves as the objective's loss. Objectives that are left out take the greatest reward seen so far."""
    gradients: Literal["sketched", "exact"] = "sketched"
    """How the inner products of the gradients are computed. `sketched` estimates them from random projections, which the backward pass of the update yields at little cost. `exact` takes one more backward pass per objective, and so does `sketched` where completions cannot be separated."""
    target_layers: tuple[int, int] | None = None
    """First and last transformer layer whose gradients count, counted from 0 and both included. If left out, every parameter counts."""

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the ideal point."""
        yield "ideal_point", self.ideal_point
