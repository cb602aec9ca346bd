"""A preference with a bonus while the hypervolume grows."""

from typing import Literal

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class HypervolumeWeighting(WeightingSection):
    """Hypervolume-guided adaptation (arXiv 2509.11452, algorithm 1): a preference, and a bonus while validation points still grow the hypervolume."""

    type: Literal["hypervolume"] = "hypervolume"
    weights: Weights | None = None
    """Preference: one weight per objective, not negative, summing to 1; left out, all are equal."""
    contribution: Literal["relative", "absolute"] = "relative"
    """How a growth dHV of the hypervolume sets the multiplier: divided by the run's mean growth so far, so that it works on any axes, or as it is, as published."""
    apply_to: Literal["reward", "advantage"] = "advantage"
    """Where the multiplier acts: on the advantage, or on the reward as published, where GRPO's normalisation cancels it."""
