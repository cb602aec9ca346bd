"""MGDA: the weights that give the shortest common gradient."""

from typing import Literal

from paretoscope.schema.weighting.base import WeightingSection


class MgdaWeighting(WeightingSection):
    """Multiple-gradient descent (Desideri 2012; arXiv 1810.04650): the weights that make the weighted sum of the gradients shortest, so that to first order the update hurts no objective."""

    type: Literal["mgda"] = "mgda"
    gradient_scale: Literal["raw", "unit"] = "raw"
    """Whether gradients are used as they are (`raw`, as published), which favours objectives with short gradients, or scaled to norm 1 first (`unit`)."""
    gradients: Literal["sketched", "exact"] = "sketched"
    """How the inner products of the gradients are computed. `sketched` estimates them from random projections, which the backward pass of the update yields at little cost. `exact` takes one more backward pass per objective, and so does `sketched` where completions cannot be separated."""
    target_layers: tuple[int, int] | None = None
    """First and last transformer layer whose gradients count, counted from 0 and both included. If left out, every parameter counts."""
