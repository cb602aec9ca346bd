"""Finds the shortest vector in the convex hull of a few vectors from their inner products."""

from itertools import combinations

import torch
from torch import Tensor

RIDGE = 1e-10
"""Added to the diagonal, relative to its largest entry, so that the weights are unique, and equal for equal vectors."""


def min_norm_weights(gramian: Tensor) -> Tensor:
    """Returns the weights that minimise w' G w over the simplex, float64 [K].

    An objective with a diagonal entry of 0, whose groups are all tied, gets weight 0, because otherwise its vector of
    length 0 would always be the shortest. If all diagonal entries are 0, all weights are 0.

    K is small, so every subset of the vectors is tried as the support of the weights. On the right support, all entries
    of the gradient of w' G w are equal, which is a linear system. Frank-Wolfe, as published, only approximates it.

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
    """Returns the weights that sum to 1 and make all entries of G w equal; NaN if there are none."""
    solution, failed = torch.linalg.solve_ex(gramian, torch.ones(len(gramian), dtype=torch.float64))
    return torch.full_like(solution, torch.nan) if failed else solution / solution.sum()
