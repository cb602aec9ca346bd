"""Gradient: weights that follow the influence of the objectives' gradients."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Weights, refuse
from paretoscope.schema.weighting.base import WeightingSection

PUBLISHED_ETA = 0.1
"""Learning rate 1e-6 over mu 1e-5."""


class GradientWeighting(WeightingSection):
    """Gradient-based weight optimisation (arXiv 2509.11452, algorithm 2): objectives whose gradients help all objectives gain weight. It needs no preference."""

    type: Literal["gradient"] = "gradient"
    initial: Weights | None = None
    """Weights at the first step, which sum to 1. If left out, all are equal."""
    influence: Literal["exact", "directional", "jvp"] = "exact"
    """How influence is computed. `exact` takes one more backward pass per objective; `directional` takes one more backward and one more forward pass for all objectives together; `jvp` does the same by forward-mode differentiation, which is exact up to rounding but does not work with every attention kernel. `exact` clips the gradient of each objective to optimizer.max_grad_norm, `directional` and `jvp` only their sum to as many times that. Where one process holds the policy and the gradients of single completions fit into its memory, `exact` and `directional` share the backward pass of the update and are the same."""
    compared_steps: int = Field(default=3, ge=0, le=1_000_000)
    """Number of first steps on which `directional` and `jvp` are compared with `exact`. The agreement is logged as a metric, and poor agreement raises an alarm."""
    compare_every: int = Field(default=20, ge=0, le=1_000_000)
    """After the first steps, compare again on every step that is a multiple of this; 0 compares on the first steps only. A comparison costs as much as `exact` does on that step."""
    eta: float | None = Field(default=None, gt=0.0, le=1e6)
    """Step size of the weights at the peak learning rate; it follows the schedule of the learning rate. If left out, it is 0.1 as published, unless `mu` is given."""
    mu: float | None = Field(default=None, gt=0.0, le=1e6)
    """Published form of the step size: eta is the learning rate of the step divided by this, so 1e-5 gives 0.1 at a learning rate of 1e-6. Give `eta` or this, not both."""
    weight_floor: float = Field(default=0.0, ge=0.0, lt=1.0)
    """Least weight of an objective; 0 as published, where a weight may fall until its objective is not trained any more."""
    accumulation_steps: int = Field(default=1, ge=1, le=1000)
    """Number of steps over which influence is averaged before the weights move."""
    accumulation: Literal["mean", "published_sum"] = "mean"
    """How a rollout's micro-batches make one gradient: their mean, as in the policy's update, or their sum as in the published code, which is `summed_micro_batches` times as long before it is clipped, so that weights move faster."""
    micro_batch_completions: int = Field(default=8, ge=1, le=65_536)
    """`published_sum`: completions of one micro-batch, whose loss is their own mean; published 8."""
    summed_micro_batches: int = Field(default=8, ge=1, le=65_536)
    """`published_sum`: micro-batches that one GPU sums; published 8, since 512 completions were shared by 8 GPUs."""
    target_layers: tuple[int, int] | None = None
    """First and last transformer layer whose gradients count, counted from 0 and both included. If left out, every parameter counts."""

    def step_size(self, learning_rate: float, peak_learning_rate: float) -> float:
        """Returns eta of a step.

        Args:
            learning_rate: of the step.
            peak_learning_rate: of the run.
        """
        if self.mu is not None:
            return learning_rate / self.mu
        return (PUBLISHED_ETA if self.eta is None else self.eta) * learning_rate / peak_learning_rate

    def check(self, objectives: Sequence[str]) -> None:
        """Refuses two step sizes, and a floor that the weights cannot keep.

        Raises:
            PydanticCustomError: what is wrong and what to do instead; its context carries the field.
        """
        if self.eta is not None and self.mu is not None:
            refuse(
                "weighting.mu",
                "Both eta and mu set the step size of the weights. Leave mu out to have eta, or eta to have the learning rate divided by mu.",
            )
        count = len(objectives)
        if count * self.weight_floor >= 1:
            refuse(
                "weighting.weight_floor",
                f"{count} weights of at least {self.weight_floor:g} cannot move and sum to 1. Lower it below 1/{count}, such as {0.25 / count:.2g}.",
            )
        for name, start in self.starting_weights(objectives).items():
            if start < self.weight_floor:
                refuse(
                    f"weighting.initial.{name}",
                    f"'{name}' starts at {start:g}, below weight_floor {self.weight_floor:g}. Raise its start, or lower the floor.",
                )
