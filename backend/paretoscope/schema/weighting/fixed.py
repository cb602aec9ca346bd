"""Fixed: weights that never move."""

from typing import Literal

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class FixedWeighting(WeightingSection):
    """Linear scalarisation with the weights that the user prefers; they never move."""

    type: Literal["fixed"] = "fixed"
    weights: Weights | None = None
    """Preference: one weight per objective, at least 0; the weights sum to 1. If left out, all are equal."""
