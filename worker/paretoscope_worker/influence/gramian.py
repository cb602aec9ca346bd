"""Inner products of the objectives' policy gradients, by one backward pass an objective."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from paretoscope_worker.runtime.ranks import ALONE, Ranks
from paretoscope_worker.updates.micro_batches import MicroBatch, PolicyPass


@dataclass(frozen=True)
class Gramian:
    """Inner products of K gradients. Tensors are float64 on the CPU."""

    inner_products: Tensor
    """[K, K], over the target parameters, of gradients as they are."""
    norms: Tensor
    """[K], over all trained parameters."""

    def clipped(self, max_grad_norm: float) -> Tensor:
        """Returns the inner products, [K, K], of gradients scaled down to the longest allowed over all parameters."""
        scale = max_grad_norm / self.norms.clamp(min=max_grad_norm)
        return self.inner_products * scale[:, None] * scale[None, :]

    @property
    def lengths(self) -> Tensor:
        """[K], norms over the target parameters."""
        return self.inner_products.diagonal().clamp(min=0).sqrt()

    @property
    def cosines(self) -> Tensor:
        """[K, K]; 0 with a gradient that vanishes."""
        products = self.lengths[:, None] * self.lengths[None, :]
        tiny = torch.finfo(torch.float64).tiny
        return torch.where(products > 0, self.inner_products / products.clamp(min=tiny), 0.0)


def token_shares(micro_batch: MicroBatch, advantages: Tensor) -> Tensor:
    """Returns what each token's log-prob is multiplied by in minus the policy loss.

    Clipping and dual clipping of the importance ratio change nothing where the rollout is the policy's own, for there
    the ratio is 1; the KL and entropy terms are no part of an objective.

    Args:
        micro_batch: n of the rollout's N tokens.
        advantages: [..., N].

    Returns:
        [..., n].
    """
    return advantages[..., micro_batch.places] * micro_batch.token_weight


def exact_gramian(
    policy_pass: PolicyPass, advantages: Tensor, parameters: Sequence[nn.Parameter], targets: Sequence[int]
) -> Gramian:
    """Differentiates the policy loss of each objective alone.

    Args:
        policy_pass: log-probs of the rollout.
        advantages: float32 [K, N] of all tokens, each row from one objective's rewards alone.
        parameters: the policy's trained parameters.
        targets: places of the parameters whose gradients are multiplied; norms are over all of them.
    """
    gradients: list[list[Tensor]] = [[] for _ in advantages]
    for micro_batch, log_probs in policy_pass:
        for k, shares in enumerate(token_shares(micro_batch, advantages)):
            loss = -(shares * log_probs).sum()
            keep = policy_pass.keeps_graph or k + 1 < len(advantages)
            found = torch.autograd.grad(loss, parameters, retain_graph=keep, materialize_grads=True)
            gradients[k] = added(gradients[k], found)
    ranks = policy_pass.trained.ranks
    stacked = (ranks.sum(torch.stack([gradient[index] for gradient in gradients])) for index in range(len(parameters)))
    return gramian_of(stacked, targets)


def gramian_of(gradients: Iterable[Tensor], targets: Sequence[int], ranks: Ranks = ALONE) -> Gramian:
    """Multiplies K gradients with each other.

    Args:
        gradients: for each trained parameter [K, *its shape].
        targets: places of the parameters whose gradients are multiplied; norms are over all of them.
        ranks: the processes, where each of them holds a share of every gradient.
    """
    squares, products = [], []
    for index, part in enumerate(gradients):
        rows = part.flatten(1).float()
        squares.append(torch.linalg.vector_norm(rows, dim=1, dtype=torch.float64).square())
        if index in targets:
            products.append((rows @ rows.T).double())
    sums = ranks.sum(torch.cat([torch.stack(squares).sum(dim=0)[None], torch.stack(products).sum(dim=0)]))
    host = sums.cpu()
    return Gramian(inner_products=host[1:], norms=host[0].sqrt())


def added(total: list[Tensor], more: Sequence[Tensor]) -> list[Tensor]:
    """Sums gradients over micro-batches, in float32; an empty total is 0."""
    return [a.float() + b for a, b in zip(total, more, strict=True)] if total else list(more)


def norm(tensors: Sequence[Tensor]) -> Tensor:
    """Returns the Euclidean norm, float64, of tensors taken as one vector."""
    parts = torch.stack([torch.linalg.vector_norm(part, dtype=torch.float64) for part in tensors])
    return parts.square().sum().sqrt()
