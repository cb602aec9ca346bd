"""Exact hypervolume above the reference point 0, computed with moocore; larger values are better.

A point that is worse than the reference on an axis is clipped, so that it never has a negative volume.
"""

import moocore
import numpy as np

from paretoscope.pareto.axes import Points
from paretoscope.pareto.dominance import covers, non_dominated


def hypervolume(points: Points) -> float:
    """Returns the volume that `points` [N, K] dominate above the reference point; undefined points are left out."""
    clipped = _clip(points[np.isfinite(points).all(axis=1)])
    clipped = clipped[(clipped > 0).all(axis=1)]
    if len(clipped) == 0:
        return 0.0
    return float(moocore.hypervolume(clipped, ref=np.zeros(clipped.shape[1]), maximise=True))


def contribution(front: Points, point: Points) -> float:
    """Returns by how much `point` [K] increases the hypervolume of `front` [N, K].

    It is the box of the point minus the part that the front already dominates: vol(box(0, p)) -
    HV(nondominated(min(F, p))). It is exactly 0 if the front covers the point inside the box, or if the point is not
    better than the reference on every axis.
    """
    clipped = np.maximum(point, 0.0)
    if not np.isfinite(point).all() or not (clipped > 0).all():
        return 0.0
    inside = np.minimum(_clip(front), clipped)
    if covers(inside, clipped).any():
        return 0.0
    return max(float(np.prod(clipped)) - hypervolume(inside[non_dominated(inside)]), 0.0)


def _clip(points: Points) -> Points:
    return np.maximum(points, 0.0)
