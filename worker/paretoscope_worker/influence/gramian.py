"""Inner products of the objectives' policy gradients."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from paretoscope_worker.runtime.ranks import ALONE, Ranks


@dataclass(frozen=True)
class Gramian:
    """Inner products of K gradients. Tensors are float64 on the CPU."""

    inner_products: Tensor
    """[K, K], over the parameters that count, of gradients as they are."""
    norms: Tensor
    """[K], over all trained parameters."""

    def clipped(self, max_grad_norm: float) -> Tensor:
        """Returns the inner products, [K, K], of gradients scaled down to the longest allowed over all parameters."""
        scale = max_grad_norm / self.norms.clamp(min=max_grad_norm)
        return self.inner_products * scale[:, None] * scale[None, :]

    @property
    def lengths(self) -> Tensor:
        """[K], norms over the parameters that count."""
        return self.inner_products.diagonal().clamp(min=0).sqrt()

    @property
    def cosines(self) -> Tensor:
        """[K, K]; 0 with a gradient that vanishes."""
        products = self.lengths[:, None] * self.lengths[None, :]
        tiny = torch.finfo(torch.float64).tiny
        return torch.where(products > 0, self.inner_products / products.clamp(min=tiny), 0.0)


def gramian_of(gradients: Iterable[Tensor], targets: Sequence[int], holders: Ranks = ALONE) -> Gramian:
    """Multiplies K gradients with each other.

    Args:
        gradients: for each trained parameter [K, *its shape].
        targets: which of the parameters count in the products; norms are over all of them.
        holders: the processes that hold a share of each gradient.
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
    """Returns the Euclidean norm, float64, of tensors taken as one vector, of which each holder has a share."""
    parts = torch.stack([torch.linalg.vector_norm(part, dtype=torch.float64) for part in tensors])
    return holders.sum(parts.square().sum()).sqrt()
