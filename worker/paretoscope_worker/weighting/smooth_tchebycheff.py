"""Smooth Tchebycheff scalarisation (arXiv 2402.19078): R = -mu log sum_k exp(w_k (z_k - r_k) / mu).

For mu near 0 it approaches the Tchebycheff reward; the difference is at most mu log K. The published code of
arXiv 2602.06869 moves weights by mirror descent instead; here the formula of the paper is the reward.
"""

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from paretoscope_worker.weighting.tchebycheff import Tchebycheff


class SmoothTchebycheff(Tchebycheff):
    """A smooth maximum, which also takes shortfalls close to the largest one into account."""

    def __init__(
        self, names: Sequence[str], weights: Sequence[float], ideal_point: Mapping[str, float], temperature: float
    ) -> None:
        super().__init__(names, weights, ideal_point)
        self._temperature = temperature

    def _worst(self, shortfalls: Tensor) -> Tensor:
        return -self._temperature * torch.logsumexp(shortfalls / self._temperature, dim=0)

    def _bottlenecks(self, shortfalls: Tensor) -> Tensor:
        return torch.softmax(shortfalls / self._temperature, dim=0)

    def _formula(self, shortfalls: Sequence[float]) -> float:
        worst = max(shortfalls)
        rest = math.fsum(math.exp((shortfall - worst) / self._temperature) for shortfall in shortfalls)
        return -(worst + self._temperature * math.log(rest))
