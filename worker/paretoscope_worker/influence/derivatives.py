"""Computes derivatives of a rollout's log-probs along a direction of the policy's parameters.

`finite_difference` works with any model. It makes one more forward pass, with parameters that are moved a little.
`forward_mode` is exact except for rounding, but it needs a forward-mode formula for every kernel.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call, jvp
from torch.nn.attention import SDPBackend, sdpa_kernel

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


class ForwardModeError(Exception):
    """A kernel of the policy has no forward-mode formula. The message says which one, and what to do instead."""


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


@torch.no_grad()
def forward_mode(function: LogProbs, parameters: Sequence[Tensor], direction: Direction) -> list[Tensor]:
    """Differentiates in forward mode, with attention computed by plain matrix products.

    Args:
        function: the policy pass.
        parameters: the current parameters.
        direction: direction of the derivative.

    Raises:
        ForwardModeError: a kernel has no forward-mode formula.
    """
    point = tuple(parameter.detach() for parameter in parameters)
    tangent = tuple(part.to(parameter.dtype) for part, parameter in zip(direction.parts, parameters, strict=True))
    try:
        with sdpa_kernel(SDPBackend.MATH):
            return [
                jvp(lambda *values, batch=micro_batch: function.at(values, batch), point, tangent)[1]
                for micro_batch in function.policy_pass.micro_batches
            ]
    except (NotImplementedError, RuntimeError) as error:
        if isinstance(error, torch.OutOfMemoryError):
            raise
        raise ForwardModeError(
            f"weighting.influence is 'jvp', but this policy does not support forward mode: {_first_line(error)} "
            "Set weighting.influence to 'directional', which works with every kernel, or choose a policy whose "
            "attention is 'sdpa' or 'eager'."
        ) from error


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


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
