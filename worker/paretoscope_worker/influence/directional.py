"""Computes influences with one directional derivative, at a cost that does not grow with the number of objectives.

Objectives differ only in their advantages. Let v be the sum of their gradients, which one backward pass computes, and u
the derivative of each token's log-prob along v. Then every inner product is <g_k, v> = -sum of (factor of the token's
log-prob in minus the policy loss of objective k) * u.

The exact method clips each gradient to the largest allowed norm, which requires K norms. Here the sum is clipped to K
times that norm, because the sum of K clipped gradients cannot be longer. Influences are products of two gradients, so
they are scaled by the square of the factor. The two methods differ if some gradients exceed the norm and others do not.
"""

import torch
from torch import Tensor

from paretoscope_worker.influence.backward import token_shares
from paretoscope_worker.influence.derivatives import Direction
from paretoscope_worker.influence.gramian import norm
from paretoscope_worker.influence.source import GradientSource


def directional_influences(source: GradientSource, advantages: Tensor, max_grad_norm: float, *, seed: int) -> Tensor:
    """Returns I_k = <g_k, sum of all g_j>, float64 [K] on the CPU.

    Args:
        source: gradients on the rollout.
        advantages: float32 [K, N], advantages of all tokens; each row is computed from the rewards of one objective.
        max_grad_norm: largest allowed norm of one objective's gradient.
        seed: seed of the rounding in the finite difference.
    """
    micro_batches, ranks = source.policy_pass.micro_batches, source.policy_pass.trained.ranks
    total = advantages.sum(dim=0)
    gradient = source.gradient(total)
    length = norm(gradient, source.holders).item()
    if not length > 0:
        return torch.full((len(advantages),), 0.0 if length == 0 else torch.nan, dtype=torch.float64)
    size = ranks.sum(torch.stack([token_shares(one, total).abs().sum() for one in micro_batches]).sum()).item()
    # If the parameters move by the gradient, minus the policy loss changes by the squared norm.
    direction = Direction(gradient, length, length**2 / size)
    derivatives = source.derivatives(direction, seed=seed)
    products = torch.zeros(len(advantages), dtype=torch.float64, device=advantages.device)
    for micro_batch, derivative in zip(micro_batches, derivatives, strict=True):
        products -= (token_shares(micro_batch, advantages) * derivative).double().sum(dim=1)
    return _clipped(ranks.sum(products), length, max_grad_norm)


def _clipped(products: Tensor, length: float, max_grad_norm: float) -> Tensor:
    """Returns the inner products [K] after clipping the sum of the gradients, whose norm is `length`."""
    scale = min(1.0, len(products) * max_grad_norm / length) if length > 0 else 1.0
    return scale**2 * products.cpu()
