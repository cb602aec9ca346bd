"""Pareto dominance. This definition is used everywhere.

A point dominates another if it is at least as good on every axis and better on at least one. Better is larger; `axes`
converts the directions.
"""

import moocore
import numpy as np
from numpy.typing import NDArray

from paretoscope.pareto.axes import Points

Mask = NDArray[np.bool_]


def non_dominated(points: Points) -> Mask:
    """Returns which points are on the front of a set.

    Args:
        points: float64 [N, K], internal coordinates.

    Returns:
        bool [N]. Of equal points, only the first is on the front; a point with an undefined value never is.
    """
    front: Mask = np.asarray(np.isfinite(points).all(axis=1))
    if front.any():
        front[front] = moocore.is_nondominated(points[front], maximise=True)
    return front


def covers(points: Points, point: Points) -> Mask:
    """Returns which of `points` [N, K] dominate or equal `point` [K]: bool [N], False if a value is undefined."""
    return np.asarray((points >= point).all(axis=1), dtype=np.bool_)


def covered(points: Points, point: Points) -> Mask:
    """Returns which of `points` [N, K] are dominated or equalled by `point` [K]: bool [N], False if undefined."""
    return np.asarray((points <= point).all(axis=1), dtype=np.bool_)
