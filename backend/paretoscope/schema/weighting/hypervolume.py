"""Hypervolume: a fixed preference, with larger updates while the hypervolume grows."""

from typing import Literal

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class HypervolumeWeighting(WeightingSection):
    """Hypervolume-guided adaptation (arXiv 2509.11452, algorithm 1): a fixed preference, and a multiplier that is larger while validation points still increase the hypervolume."""

    type: Literal["hypervolume"] = "hypervolume"
    weights: Weights | None = None
    """Preference: one weight per objective, at least 0; the weights sum to 1. If left out, all are equal."""
    apply_to: Literal["reward", "advantage"] = "advantage"
    """What the multiplier acts on: the advantage, or, as published, the reward, where GRPO's normalisation cancels it."""
