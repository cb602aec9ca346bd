"""The shortest vector in the convex hull of a few vectors, computed from their inner products."""

from itertools import combinations

import torch
from torch import Tensor

RIDGE = 1e-10
"""Added to the diagonal, over its largest entry: makes the weights unique, alike for alike vectors."""


def min_norm_weights(gramian: Tensor) -> Tensor:
    """Returns argmin over the simplex of w' G w, float64 [K]. Objectives with a diagonal entry of 0 get 0.

    A vector of length 0 would be the shortest by itself, whatever the others: an objective whose groups are all tied
    says nothing and is left out. If all are, so are all weights.

    K is small, so every set of vectors is tried as the support: on the right one the gradient of w' G w is the same for
    all, one linear system. Frank-Wolfe, as published, stops at an approximation of it.

    Args:
        gramian: float64 [K, K], positive semidefinite.
    """
    present = [index for index in range(len(gramian)) if gramian[index, index] > 0]
    weights = torch.zeros(len(gramian), dtype=torch.float64)
    if not present:
        return weights
    chosen = gramian[present][:, present]
    scaled = chosen / chosen.diagonal().max() + RIDGE * torch.eye(len(present), dtype=torch.float64)
    weights[present] = _shortest(scaled)
    return weights


def _shortest(gramian: Tensor) -> Tensor:
    count = len(gramian)
    best, least = torch.zeros(count, dtype=torch.float64), torch.inf
    for size in range(1, count + 1):
        for support in combinations(range(count), size):
            weights = torch.zeros(count, dtype=torch.float64)
            weights[list(support)] = _stationary(gramian[list(support)][:, list(support)])
            value = float(weights @ gramian @ weights)
            if bool((weights >= 0).all()) and value < least:
                best, least = weights, value
    return best


def _stationary(gramian: Tensor) -> Tensor:
    """Returns the w that sum to 1 and make all entries of G w equal; NaN if there are none."""
    solution, failed = torch.linalg.solve_ex(gramian, torch.ones(len(gramian), dtype=torch.float64))
    return torch.full_like(solution, torch.nan) if failed else solution / solution.sum()
