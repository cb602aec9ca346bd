"""Computes the inner products of the objectives' policy gradients."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from paretoscope_worker.runtime.ranks import ALONE, Ranks


@dataclass(frozen=True)
class Gramian:
    """Inner products of K gradients. Tensors are float64 on the CPU."""

    inner_products: Tensor
    """[K, K], over the target parameters, of gradients that are not clipped."""
    norms: Tensor
    """[K], over all trained parameters."""

    def clipped(self, max_grad_norm: float) -> Tensor:
        """Returns the inner products, [K, K], of gradients whose norms over all parameters are clipped."""
        scale = max_grad_norm / self.norms.clamp(min=max_grad_norm)
        return self.inner_products * scale[:, None] * scale[None, :]

    @property
    def lengths(self) -> Tensor:
        """[K], norms over the target parameters."""
        return self.inner_products.diagonal().clamp(min=0).sqrt()

    @property
    def cosines(self) -> Tensor:
        """[K, K]; 0 if one of the two gradients is 0."""
        products = self.lengths[:, None] * self.lengths[None, :]
        tiny = torch.finfo(torch.float64).tiny
        return torch.where(products > 0, self.inner_products / products.clamp(min=tiny), 0.0)


def gramian_of(gradients: Iterable[Tensor], targets: Sequence[int], holders: Ranks = ALONE) -> Gramian:
    """Computes the inner products of K gradients.

    Args:
        gradients: [K, *shape] for each trained parameter.
        targets: indices of the target parameters, over which the products are summed; norms are over all parameters.
        holders: the processes that each hold a shard of every gradient.
    """
    squares, products = [], []
    for index, part in enumerate(gradients):
        rows = part.flatten(1).float()
        if index in targets:
            products.append((rows @ rows.T).double())
            squares.append(products[-1].diagonal())
        else:
            squares.append(torch.linalg.vector_norm(rows, dim=1, dtype=torch.float64).square())
    sums = holders.sum(torch.cat([torch.stack(squares).sum(dim=0)[None], torch.stack(products).sum(dim=0)]))
    host = sums.cpu()
    return Gramian(inner_products=host[1:], norms=host[0].sqrt())


def norm(tensors: Sequence[Tensor], holders: Ranks = ALONE) -> Tensor:
    """Returns the Euclidean norm, float64, of all tensors as one vector, of which each holder has a shard."""
    parts = torch.stack([torch.linalg.vector_norm(part, dtype=torch.float64) for part in tensors])
    return holders.sum(parts.square().sum()).sqrt()
