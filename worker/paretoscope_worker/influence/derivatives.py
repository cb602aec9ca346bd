"""Computes derivatives of a rollout's log-probs along a direction of the policy's parameters.

It makes one more forward pass, with parameters that are moved a little, and works with any model.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call

from paretoscope_worker.influence.gramian import norm
from paretoscope_worker.runtime.ranks import ALONE, Ranks
from paretoscope_worker.updates.micro_batches import MicroBatch, PolicyPass

LOG_PROB_CHANGE = {torch.float32: 3e-4, torch.bfloat16: 3e-2}
"""Intended change of a log-prob by the move, in nats.

A smaller change is lost in rounding errors, and a larger one includes the curvature. The measured relative error of
influences is at most 4e-4 in float32. In bfloat16 it is 20 to 26 %, most of it a factor that all objectives share
(cosine 0.995 to 0.998).
"""
LONGEST_MOVE = {torch.float32: 1e-3, torch.bfloat16: 1e-2}
"""Largest move as a share of the parameters' norm; it applies if the direction hardly changes the log-probs."""
LOW_BITS = 16
"""Number of bits of float32 that bfloat16 lacks."""


@dataclass(frozen=True)
class Direction:
    """A direction of the parameters along which log-probs are differentiated."""

    parts: Sequence[Tensor]
    """One tensor per parameter, or this process's shard of it."""
    length: float
    """Norm of the direction; greater than 0."""
    steepness: float
    """Typical change of a log-prob, in nats, if the parameters move by the direction itself."""


LogProbsAt = Callable[[Sequence[Tensor]], list[Tensor]]
"""Takes values of the parameters, or this process's shards of them; returns the log-probs [N] of each micro-batch."""


class LogProbs(nn.Module):
    """A policy pass as a function of some of the policy's parameters."""

    def __init__(self, policy_pass: PolicyPass, names: Sequence[str]) -> None:
        super().__init__()
        self.model = policy_pass.trained.model
        self.policy_pass = policy_pass
        self.names = [f"model.{name}" for name in names]

    def forward(self, micro_batch: MicroBatch) -> Tensor:
        """Returns the log-probs, float32 [N], of one micro-batch."""
        return self.policy_pass.log_probs(micro_batch)

    def at(self, values: Sequence[Tensor], micro_batch: MicroBatch) -> Tensor:
        """Returns the log-probs of one micro-batch with the named parameters replaced."""
        result: Tensor = functional_call(self, dict(zip(self.names, values, strict=True)), (micro_batch,))
        return result

    def over_rollout(self, values: Sequence[Tensor]) -> list[Tensor]:
        """Returns the log-probs of each micro-batch with the named parameters replaced."""
        return [self.at(values, micro_batch) for micro_batch in self.policy_pass.micro_batches]


@torch.no_grad()
def finite_difference(
    log_probs_at: LogProbsAt,
    parameters: Sequence[Tensor],
    direction: Direction,
    log_probs: Sequence[Tensor],
    *,
    seed: int,
    holders: Ranks = ALONE,
) -> list[Tensor]:
    """Differentiates with one forward pass, with parameters that are moved along the direction.

    In bfloat16 the moved parameters are rounded stochastically, because most of them would not move at all if they were
    rounded to the nearest value.

    Args:
        log_probs_at: makes the forward pass.
        parameters: the current parameters, or this process's shards of them.
        direction: direction of the derivative.
        log_probs: log-probs [N] of each micro-batch at the current parameters.
        seed: seed of the rounding.
        holders: the processes that each hold a shard of every parameter.
    """
    dtype = parameters[0].dtype
    step = _step_along(direction, norm(parameters, holders).item(), dtype)
    generator = torch.Generator(parameters[0].device).manual_seed(seed)
    moved = [
        _rounded(parameter.float() + step * part, dtype, generator)
        for parameter, part in zip(parameters, direction.parts, strict=True)
    ]
    return [(after - before) / step for after, before in zip(log_probs_at(moved), log_probs, strict=True)]


def _step_along(direction: Direction, length: float, dtype: torch.dtype) -> float:
    """Returns the factor by which the direction is scaled for the move; `length` is the norm of the parameters."""
    return min(LOG_PROB_CHANGE[dtype] / direction.steepness, LONGEST_MOVE[dtype] * length / direction.length)


def _rounded(values: Tensor, dtype: torch.dtype, generator: torch.Generator) -> Tensor:
    """Rounds float32 values stochastically: up or down, with probabilities that keep the mean."""
    if dtype == torch.float32:
        return values
    bits = values.contiguous().view(torch.int32)
    chance = torch.randint(0, 1 << LOW_BITS, bits.shape, generator=generator, dtype=torch.int32, device=bits.device)
    return ((bits + chance) & -(1 << LOW_BITS)).view(torch.float32).to(dtype)
