"""Smooth Tchebycheff scalarisation (arXiv 2402.19078): R = -mu log sum_k exp(w_k (z_k - r_k) / mu).

As mu goes to 0 it becomes the Tchebycheff reward, from which it differs by mu log K at most. The published code of
arXiv 2602.06869 moves weights by mirror descent instead; here the reward is the paper's formula.
"""

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from paretoscope_worker.weighting.tchebycheff import Tchebycheff


class SmoothTchebycheff(Tchebycheff):
    """The smooth maximum also counts shortfalls near the worst one."""

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
