"""Hypervolume: a fixed preference, with larger updates while the hypervolume grows."""

from typing import Literal

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class HypervolumeWeighting(WeightingSection):
    """Hypervolume-guided adaptation (arXiv 2509.11452, algorithm 1): a fixed preference, and a multiplier that is larger while validation points still increase the hypervolume."""

    type: Literal["hypervolume"] = "hypervolume"
    weights: Weights | None = None
    """Preference: one weight per objective, at least 0; the weights sum to 1. If left out, all are equal."""
    contribution: Literal["relative", "absolute"] = "relative"
    """How a growth dHV of the hypervolume sets the multiplier: divided by the run's mean growth so far, which works on any axes (`relative`), or unchanged, as published (`absolute`)."""
    apply_to: Literal["reward", "advantage"] = "advantage"
    """What the multiplier acts on: the advantage, or, as published, the reward, where GRPO's normalisation cancels it."""
