"""Computes gradients of the policy loss with backward passes over a rollout; this process holds the whole policy."""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn

from paretoscope_worker.updates.micro_batches import MicroBatch, PolicyPass


def token_shares(micro_batch: MicroBatch, advantages: Tensor) -> Tensor:
    """Returns the factor of each token's log-prob in minus the policy loss.

    If the policy itself sampled the rollout, the importance ratio is 1, so that clipping and dual clipping change
    nothing. The KL and entropy terms do not belong to any objective.

    Args:
        micro_batch: n of the rollout's N tokens.
        advantages: [..., N], advantages of all tokens.

    Returns:
        [..., n].
    """
    return advantages[..., micro_batch.places] * micro_batch.token_weight


def objective_gradients(
    policy_pass: PolicyPass, advantages: Tensor, parameters: Sequence[nn.Parameter]
) -> Iterator[Tensor]:
    """Yields the gradients of K losses, [K, *shape] for each parameter, with one backward pass per loss.

    Args:
        policy_pass: log-probs of the rollout.
        advantages: float32 [K, N], advantages of all tokens; each row is computed from the rewards of one objective.
        parameters: the policy's trained parameters.
    """
    gradients: list[list[Tensor]] = [[] for _ in advantages]
    for micro_batch, log_probs in policy_pass:
        for k, shares in enumerate(token_shares(micro_batch, advantages)):
            loss = -(shares * log_probs).sum()
            keep = policy_pass.keeps_graph or k + 1 < len(advantages)
            found = torch.autograd.grad(loss, parameters, retain_graph=keep, materialize_grads=True)
            gradients[k] = _added(gradients[k], found)
    ranks = policy_pass.trained.ranks
    for index in range(len(parameters)):
        yield ranks.sum(torch.stack([gradient[index] for gradient in gradients]))


def summed_gradient(
    policy_pass: PolicyPass, advantages: Tensor, parameters: Sequence[nn.Parameter]
) -> tuple[list[Tensor], list[Tensor]]:
    """Returns the gradient of one loss with advantages [N], and the log-probs of each micro-batch."""
    gradient: list[Tensor] = []
    log_probs: list[Tensor] = []
    for micro_batch, values in policy_pass:
        loss = -(token_shares(micro_batch, advantages) * values).sum()
        keep = policy_pass.keeps_graph
        gradient = _added(gradient, torch.autograd.grad(loss, parameters, retain_graph=keep, materialize_grads=True))
        log_probs.append(values.detach())
    return [policy_pass.trained.ranks.sum(part) for part in gradient], log_probs


def _added(total: list[Tensor], more: Sequence[Tensor]) -> list[Tensor]:
    """Adds gradients in float32; an empty total counts as 0."""
    return [a.float() + b for a, b in zip(total, more, strict=True)] if total else list(more)
