"""Weights that follow the influence of the objectives' gradients."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class GradientWeighting(WeightingSection):
    """Gradient-based weight optimisation (arXiv 2509.11452, algorithm 2): objectives whose gradients help all of them gain weight; no preference needed."""

    type: Literal["gradient"] = "gradient"
    initial: Weights | None = None
    """Weights at the first step, summing to 1; left out, all are equal."""
    influence: Literal["exact", "directional", "jvp"] = "exact"
    """How influence is computed: `exact` takes one more backward pass an objective; `directional` one more backward and one forward pass for all of them together; `jvp` the same by forward-mode differentiation, exact to rounding but not possible with every attention kernel. Where the gradients of single completions fit into memory, `exact` and `directional` share the backward pass of the update."""
    compared_steps: int = Field(default=3, ge=0, le=1_000_000)
    """First steps on which `directional` and `jvp` are compared with `exact`; the agreement is a metric, and an event if it is poor."""
    mu: float | None = Field(default=None, gt=0.0, le=1e6)
    """Step-size divisor: weights move by eta = learning rate of the step / mu; left out, ten times the peak learning rate, so eta is 0.1 as published."""
    accumulation_steps: int = Field(default=1, ge=1, le=1000)
    """Steps over which influence is averaged before the weights move."""
    target_layers: tuple[int, int] | None = None
    """First and last transformer layer whose gradients count, both included; left out, every parameter counts."""
