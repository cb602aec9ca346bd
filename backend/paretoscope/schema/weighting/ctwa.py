"""CTWA: weights that keep the reward of every objective covarying with the advantage."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection

DEFAULT_TARGET = 0.1
DEFAULT_CAP = 0.95


class CtwaWeighting(WeightingSection):
    """Covariance targeted weight adaptation (arXiv 2602.06869): an objective gains weight while its reward covaries too little with the advantage and its mean reward is below a cap."""

    type: Literal["ctwa"] = "ctwa"
    initial: Weights | None = None
    """Weights at the first step, which sum to 1. If left out, all are equal."""
    statistic: Literal["covariance", "correlation"] = "covariance"
    """What is compared with the targets: the covariance, as published, or the correlation, which does not depend on the scales of the rewards."""
    targets: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Lowest covariance (or correlation) that each objective should have; objectives that are left out get 0.1. Published: 0.15 for accuracy, 0.08 for conciseness and clarity."""
    caps: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Mean reward above which each objective gains no more weight; objectives that are left out get 0.95."""
    rate: float = Field(default=0.05, gt=0.0, le=100.0)
    """Increase of the logarithm of a weight per step and per unit of missing covariance. Published: 0.02 to 0.05."""
    smoothing: float = Field(default=0.1, gt=0.0, le=1.0)
    """Share of the newest step in the moving average of the covariance; 1 takes the newest step alone."""

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the targets and the caps."""
        yield from (("targets", self.targets), ("caps", self.caps))
