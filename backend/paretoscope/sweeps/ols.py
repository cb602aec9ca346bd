"""Optimistic linear support: which preference to try next, and how much the best one could still improve.

The values found so far have an upper envelope ``u(w) = max_i w . v_i`` over the simplex of preferences. A policy that
nobody has found yet cannot beat what was found for a preference that was tried, so its value at ``w`` is at most that
of a linear program, the optimistic bound. The bound exceeds the envelope most at a corner of the envelope, which is a
vertex of the polytope above it. (Roijers, Multi-Objective Decision-Theoretic Planning, 2016, algorithm 5.)
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

SAME_WEIGHTS = 1e-6
"""Two preferences are the same if no weight differs by more."""


@dataclass(frozen=True)
class Corner:
    """A preference at which the envelope may be improved most."""

    weights: tuple[float, ...]
    """K weights of at least 0 with sum 1."""
    gap: float
    """Optimistic bound minus envelope; infinite if nothing bounds the value."""


def corners(values: Points, tried: Points) -> list[Corner]:
    """Returns the corners of the envelope that were not tried, the one with the largest gap first.

    Args:
        values: float64 [N, K], what was found; larger is better.
        tried: float64 [T, K], the preferences that were tried.
    """
    best = envelope(values, tried)
    found = [
        Corner(tuple(weights), max(optimistic_bound(weights, tried, best) - float(envelope(values, weights)), 0.0))
        for weights in corner_weights(values)
        if np.abs(tried - weights).max(axis=1).min() > SAME_WEIGHTS
    ]
    return sorted(found, key=lambda corner: (-corner.gap, corner.weights))


def envelope(values: Points, weights: Points) -> Points:
    """Returns the best scalarised value of ``values`` [N, K] for each of ``weights`` [..., K]."""
    best: Points = (weights @ values.T).max(axis=-1)
    return best


def optimistic_bound(weights: Points, tried: Points, best: Points) -> float:
    """Returns the largest value that a policy may have at ``weights`` without beating ``best`` where it was tried.

    Args:
        weights: float64 [K].
        tried: float64 [T, K], the preferences that were tried.
        best: float64 [T], the best scalarised value known for each of them.
    """
    from scipy.optimize import linprog  # loads slowly, and few sweeps need it

    free = [(None, None)] * len(weights)
    solved = linprog(-weights, A_ub=tried, b_ub=best, bounds=free, method="highs")
    return float(-solved.fun) if solved.success else math.inf


def corner_weights(values: Points) -> Points:
    """Returns the corners of the envelope of ``values`` [N, K], including those of the simplex, float64 [M, K]."""
    from scipy.spatial import HalfspaceIntersection  # loads slowly, and few sweeps need it

    count = values.shape[1]
    span = float(np.ptp(values)) or 1.0
    scaled = (values - values.min()) / span
    vertices = HalfspaceIntersection(_half_spaces(scaled), _inner_point(scaled)).intersections
    below_lid = vertices[vertices[:, -1] < _LID - 0.5]
    last = 1.0 - below_lid[:, : count - 1].sum(axis=1, keepdims=True)
    weights = np.clip(np.hstack([below_lid[:, : count - 1], last]), 0.0, 1.0)
    weights /= weights.sum(axis=1, keepdims=True)
    kept: list[Points] = []
    for one in weights:
        if all(np.abs(one - other).max() > SAME_WEIGHTS for other in kept):
            kept.append(one)
    return np.array(kept)


_LID = 2.0
"""Values are scaled to at most 1, so no corner of the envelope comes near the lid of the polytope above it."""


def _half_spaces(values: Points) -> Points:
    """Returns the polytope above the envelope as rows ``a`` with ``a[:-1] . (w_1 .. w_{K-1}, u) + a[-1] <= 0``."""
    count = values.shape[1]
    # w . v <= u, with the last weight replaced by 1 minus the others.
    above = np.hstack([values[:, :-1] - values[:, -1:], -np.ones((len(values), 1)), values[:, -1:]])
    positive = np.hstack([-np.eye(count - 1), np.zeros((count - 1, 2))])
    sum_to_one = np.array([[1.0] * (count - 1) + [0.0, -1.0]])
    lid = np.array([[0.0] * (count - 1) + [1.0, -_LID]])
    rows: Points = np.vstack([above, positive, sum_to_one, lid])
    return rows


def _inner_point(values: Points) -> Points:
    count = values.shape[1]
    middle = np.full(count - 1, 1.0 / count)
    return np.append(middle, (values.max() + _LID) / 2)
