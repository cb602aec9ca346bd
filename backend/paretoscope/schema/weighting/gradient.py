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
    influence: Literal["sketched", "exact", "directional"] = "sketched"
    """How influence is computed. `sketched` estimates it from random projections of the gradients, which the backward pass of the update yields at little cost; the estimate is unbiased, and its error differs from step to step. `exact` takes one more backward pass per objective. `directional` takes one more backward and one more forward pass for all objectives together, and clips only the sum of their gradients. Where completions cannot be separated, as with FSDP, gradient checkpointing or advantages that differ between tokens, `sketched` computes what `directional` does."""
    lag: Literal[0, 1] = 0
    """With 0, as published, the influences of a rollout move the weights before the update with it. With 1, they move them before the next update, so that one backward pass finds influences and update whatever the size of the rollout; with 0 this needs the rollout to fit into memory at once."""
    compared_steps: int = Field(default=3, ge=0, le=1_000_000)
    """Number of first steps on which `sketched` and `directional` are compared with `exact`, on an eighth of the completions. The agreement is logged as a metric, and poor agreement raises an alarm."""
    compare_every: int = Field(default=20, ge=0, le=1_000_000)
    """After the first steps, `sketched` and `directional` are compared with `exact` on every step that is a multiple of this. 0 compares on the first steps only."""
    eta: float | None = Field(default=None, gt=0.0, le=1e6)
    """Step size of the weights at the peak learning rate; it falls and rises with the learning rate. If left out, it is 0.1 as published, unless `mu` is given. Larger steps can take nearly all weight from an objective within a few updates."""
    mu: float | None = Field(default=None, gt=0.0, le=1e6)
    """Published form of the step size: weights move with eta = learning rate of the step / mu. The published 1e-5 gives 0.1 at a learning rate of 1e-6. Give `eta` or `mu`, not both."""
    weight_floor: float = Field(default=0.0, ge=0.0, lt=1.0)
    """Least weight of an objective. With 0, as published, a weight may fall so low that its objective is not trained any more."""
    accumulation_steps: int = Field(default=1, ge=1, le=1000)
    """Number of steps over which influence is averaged before the weights move."""
    accumulation: Literal["mean", "published_sum"] = "mean"
    """How the micro-batches of a rollout make one gradient. `mean` averages them, as the policy's update does. `published_sum` adds them up before clipping, as the published code does; its gradients are `summed_micro_batches` times as long, so the weights move faster."""
    micro_batch_completions: int = Field(default=8, ge=1, le=65_536)
    """`published_sum`: completions in a micro-batch, whose loss is the mean over them. The published scripts have 8, and 16 for MATH-lighteval."""
    summed_micro_batches: int = Field(default=8, ge=1, le=65_536)
    """`published_sum`: number of micro-batches that one GPU adds up. The published scripts share 512 completions between 8 GPUs, which makes 8, and 4096 for MATH-lighteval, which makes 32."""
    target_layers: tuple[int, int] | None = None
    """First and last transformer layer whose gradients count, counted from 0 and both included. If left out, every parameter counts."""

    def step_size(self, learning_rate: float, peak_learning_rate: float) -> float:
        """Returns eta of a step.

        Args:
            learning_rate: learning rate of the step.
            peak_learning_rate: peak learning rate of the run.
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
