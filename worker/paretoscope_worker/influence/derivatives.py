"""Derivatives of a rollout's log-probs along a direction of the policy's parameters.

`finite_difference` works with any model: one more forward pass at parameters moved a little. `forward_mode` is exact to
rounding and needs a forward-mode formula of every kernel.
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
"""How much a log-prob is to change by the move, in nats. Less drowns in rounding, more sees the curvature.

Measured, influences err by 4e-4 or less in float32 and by some 5 % in bfloat16 (cosine 0.998).
"""
LONGEST_MOVE = {torch.float32: 1e-3, torch.bfloat16: 1e-2}
"""Over the length of the parameters, where the direction changes the log-probs little."""
LOW_BITS = 16
"""What bfloat16 lacks of float32's bits."""


@dataclass(frozen=True)
class Direction:
    """A direction of the parameters along which log-probs are differentiated."""

    parts: Sequence[Tensor]
    """One tensor per parameter, or this process's share of it."""
    length: float
    """Greater than 0."""
    steepness: float
    """How much a log-prob typically changes, in nats, for a move by once the direction."""


LogProbsAt = Callable[[Sequence[Tensor]], list[Tensor]]
"""Takes values of parameters, or this process's shares of them; returns the log-probs [N] of each micro-batch."""


class ForwardModeError(Exception):
    """A kernel of the policy that cannot be differentiated forwards: which, and what to do instead."""


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
    """Differentiates by one forward pass at parameters moved along the direction.

    In bfloat16 the moved parameters are rounded up or down by chance, in proportion: rounded to the nearest, most would
    not move at all.

    Args:
        log_probs_at: makes the forward pass.
        parameters: where it is differentiated, or this process's shares of them.
        direction: along which.
        log_probs: [N] of each micro-batch at the parameters.
        seed: of the rounding.
        holders: the processes that hold a share of each parameter.
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
        parameters: where it is differentiated.
        direction: along which.

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
            f"weighting.influence is 'jvp', but this policy cannot be differentiated forwards: {_first_line(error)} "
            "Set weighting.influence to 'directional', which works with every kernel, or choose a policy whose "
            "attention is 'sdpa' or 'eager'."
        ) from error


def _step_along(direction: Direction, length: float, dtype: torch.dtype) -> float:
    """Returns how many times the direction parameters of some length are moved to see how log-probs change."""
    return min(LOG_PROB_CHANGE[dtype] / direction.steepness, LONGEST_MOVE[dtype] * length / direction.length)


def _rounded(values: Tensor, dtype: torch.dtype, generator: torch.Generator) -> Tensor:
    """Rounds float32 up or down by chance, in proportion."""
    if dtype == torch.float32:
        return values
    bits = values.contiguous().view(torch.int32)
    chance = torch.randint(0, 1 << LOW_BITS, bits.shape, generator=generator, dtype=torch.int32, device=bits.device)
    return ((bits + chance) & -(1 << LOW_BITS)).view(torch.float32).to(dtype)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
