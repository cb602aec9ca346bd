"""The front of two objectives as a staircase, and the region that it dominates above the reference point."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from paretoscope.pareto.axes import Axis, Points
from paretoscope.pareto.dominance import non_dominated

Vertices = list[tuple[float, float]]


def pair_front(points: Sequence[tuple[float, float]], x: Axis, y: Axis) -> list[tuple[float, float]]:
    """Returns the non-dominated points for two objectives, in their own units, from the worst to the best x."""
    internal = _internal(points, x, y)
    front = [point for point, keep in zip(points, non_dominated(internal), strict=True) if keep]
    return sorted(front, key=lambda point: x.sign * point[0])


def staircase(front: Sequence[tuple[float, float]]) -> Vertices:
    """Returns the vertices of the staircase through `front`, whose points are sorted from the worst x to the best.

    From each point, it goes to the level of the next point, and then along this level.
    """
    vertices: Vertices = list(front[:1])
    for (x_before, _), (x_now, y_now) in pairwise(front):
        vertices += [(x_before, y_now), (x_now, y_now)]
    return vertices


def dominated_region(front: Sequence[tuple[float, float]], x: Axis, y: Axis) -> Vertices:
    """Returns the closed outline of the region that `front` dominates above the reference point; empty if none."""
    inside = [point for point in front if x.to_internal(point[0]) > 0 and y.to_internal(point[1]) > 0]
    if not inside:
        return []
    corner = (x.reference, y.reference)
    return [corner, (x.reference, inside[0][1]), *staircase(inside), (inside[-1][0], y.reference), corner]


def _internal(points: Sequence[tuple[float, float]], x: Axis, y: Axis) -> Points:
    return np.array([(x.to_internal(one), y.to_internal(two)) for one, two in points]).reshape(-1, 2)
