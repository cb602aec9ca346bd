"""HVO: the reward is the volume between a completion and the worst of its batch."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.weighting.base import WeightingSection


class HvoWeighting(WeightingSection):
    """Hypervolume optimisation (arXiv 2510.19325): the reward is a product over the objectives, in which each factor is the distance of the objective's reward from the lowest in the batch. Completions that are good in all objectives get the most."""

    type: Literal["hvo"] = "hvo"
    epsilon: float = Field(default=0.1, gt=0.0, le=100.0)
    """Added to each factor of the product, so that the worst completion in one objective does not get reward 0 regardless of the others."""
