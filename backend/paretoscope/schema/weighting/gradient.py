"""Gradient: weights that follow the influence of the objectives' gradients."""

from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection


class GradientWeighting(WeightingSection):
    """Gradient-based weight optimisation (arXiv 2509.11452, algorithm 2): objectives whose gradients help all objectives gain weight. It needs no preference."""

    type: Literal["gradient"] = "gradient"
    initial: Weights | None = None
    """Weights at the first step, which sum to 1. If left out, all are equal."""
    influence: Literal["exact", "directional", "jvp"] = "exact"
    """How influence is computed. `exact` takes one more backward pass per objective; `directional` takes one more backward and one more forward pass for all objectives together; `jvp` does the same by forward-mode differentiation, which is exact up to rounding but does not work with every attention kernel. If the gradients of single completions fit into memory, `exact` and `directional` share the backward pass of the update."""
    compared_steps: int = Field(default=3, ge=0, le=1_000_000)
    """Number of first steps on which `directional` and `jvp` are compared with `exact`. The agreement is logged as a metric, and poor agreement is reported as an event."""
    mu: float | None = Field(default=None, gt=0.0, le=1e6)
    """Divisor of the step size: weights move with eta = learning rate of the step / mu. If left out, mu is ten times the peak learning rate, which gives the published eta of 0.1."""
    accumulation_steps: int = Field(default=1, ge=1, le=1000)
    """Number of steps over which influence is averaged before the weights move."""
    target_layers: tuple[int, int] | None = None
    """First and last transformer layer whose gradients count, counted from 0 and both included. If left out, every parameter counts."""
