"""The volume a completion spans above the worst of its batch."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.weighting.base import WeightingSection


class HvoWeighting(WeightingSection):
    """Hypervolume optimisation (arXiv 2510.19325): the reward is the product of what each objective has above the least of the batch, so completions that are good in all are best."""

    type: Literal["hvo"] = "hvo"
    epsilon: float = Field(default=0.1, gt=0.0, le=100.0)
    """How far below the least reward of the batch the product is measured from, so that the worst completion in one objective is not worth 0 whatever the others."""
