"""Influence by one directional derivative, at a cost that does not grow with the number of objectives.

Objectives differ only in their advantages. With v the sum of their gradients, found by one backward pass, and u the
derivative of each token's log-prob along v, every inner product is <g_k, v> = -sum of (share of the token in minus the
policy loss of objective k) * u. Where the gradient of each completion is known, so are v and u without either pass.

The exact way clips each gradient to the longest allowed, which needs K norms. Here the sum is clipped to K times that,
as K clipped gradients cannot sum to more, and influences shrink by the square of the same factor, for both of their
sides are gradients.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from paretoscope_worker.influence.derivatives import Direction
from paretoscope_worker.influence.gramian import added, norm, token_shares
from paretoscope_worker.updates.completion_gradients import CompletionGradients
from paretoscope_worker.updates.micro_batches import PolicyPass

Slopes = Callable[[Direction, Sequence[Tensor]], list[Tensor]]
"""Takes a direction and the log-probs [N] of each micro-batch.

Returns the derivative of each log-prob along the direction, float32 [N] a micro-batch.
"""


def directional_influences(
    policy_pass: PolicyPass,
    advantages: Tensor,
    parameters: Sequence[nn.Parameter],
    max_grad_norm: float,
    slopes: Slopes,
) -> Tensor:
    """Returns I_k = <g_k, sum of all g_j>, float64 [K] on the CPU.

    Args:
        policy_pass: log-probs of the rollout.
        advantages: float32 [K, N] of all tokens, each row from one objective's rewards alone.
        parameters: the parameters whose gradients count.
        max_grad_norm: longest gradient of one objective.
        slopes: computes the directional derivative.
    """
    total = advantages.sum(dim=0)
    gradient, log_probs = summed_gradient(policy_pass, total, parameters)
    length = norm(gradient).item()
    if not length > 0:
        return torch.full((len(advantages),), 0.0 if length == 0 else torch.nan, dtype=torch.float64)
    ranks = policy_pass.trained.ranks
    size = ranks.sum(
        torch.stack([token_shares(one, total).abs().sum() for one in policy_pass.micro_batches]).sum()
    ).item()
    # Minus the policy loss changes by the squared length for a move by once the gradient.
    derivatives = slopes(Direction(gradient, length, length**2 / size), log_probs)
    products = torch.zeros(len(advantages), dtype=torch.float64, device=advantages.device)
    for micro_batch, derivative in zip(policy_pass.micro_batches, derivatives, strict=True):
        products -= (token_shares(micro_batch, advantages) * derivative).double().sum(dim=1)
    return clipped(ranks.sum(products), length, max_grad_norm)


def influences_from(
    gradients: CompletionGradients, advantages: Tensor, targets: Sequence[int], max_grad_norm: float
) -> Tensor:
    """Returns the same where the gradient of each completion is known; its product with v is the derivative along v.

    Args:
        gradients: of S completions.
        advantages: float32 [K, S].
        targets: places of the parameters whose gradients count.
        max_grad_norm: longest gradient of one objective.
    """
    whole = gradients.summed(-advantages.sum(dim=0)[None])
    direction = [whole[place][0] for place in targets]
    products = -(advantages.double() @ gradients.along(direction, targets))
    return clipped(products, norm(direction).item(), max_grad_norm)


def summed_gradient(
    policy_pass: PolicyPass, advantages: Tensor, parameters: Sequence[nn.Parameter]
) -> tuple[list[Tensor], list[Tensor]]:
    """Returns the gradient of the policy loss, and the log-probs of each micro-batch."""
    gradient: list[Tensor] = []
    log_probs: list[Tensor] = []
    for micro_batch, values in policy_pass:
        loss = -(token_shares(micro_batch, advantages) * values).sum()
        keep = policy_pass.keeps_graph
        gradient = added(gradient, torch.autograd.grad(loss, parameters, retain_graph=keep, materialize_grads=True))
        log_probs.append(values.detach())
    return [policy_pass.trained.ranks.sum(part) for part in gradient], log_probs


def clipped(products: Tensor, length: float, max_grad_norm: float) -> Tensor:
    """Returns inner products [K] with the sum of the gradients as if that sum, of this length, had been clipped."""
    scale = min(1.0, len(products) * max_grad_norm / length) if length > 0 else 1.0
    return scale**2 * products.cpu()
