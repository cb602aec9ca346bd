"""The front of a pair of objectives as a staircase, and the region it dominates above the reference point."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from paretoscope.pareto.axes import Axis, Points
from paretoscope.pareto.dominance import non_dominated

Vertices = list[tuple[float, float]]


def pair_front(points: Sequence[tuple[float, float]], x: Axis, y: Axis) -> list[tuple[float, float]]:
    """Non-dominated points of a pair, in their own units, from the worst to the best x."""
    internal = _internal(points, x, y)
    front = [point for point, keep in zip(points, non_dominated(internal), strict=True) if keep]
    return sorted(front, key=lambda point: x.sign * point[0])


def staircase(front: Sequence[tuple[float, float]]) -> Vertices:
    """Vertices that join `front`, sorted by x from worst: from each point to the level of the next, then along it."""
    vertices: Vertices = list(front[:1])
    for (x_before, _), (x_now, y_now) in pairwise(front):
        vertices += [(x_before, y_now), (x_now, y_now)]
    return vertices


def dominated_region(front: Sequence[tuple[float, float]], x: Axis, y: Axis) -> Vertices:
    """Outline of what `front` dominates above the reference point, closed at it; empty if that is nothing."""
    inside = [point for point in front if x.to_internal(point[0]) > 0 and y.to_internal(point[1]) > 0]
    if not inside:
        return []
    corner = (x.reference, y.reference)
    return [corner, (x.reference, inside[0][1]), *staircase(inside), (inside[-1][0], y.reference), corner]


def _internal(points: Sequence[tuple[float, float]], x: Axis, y: Axis) -> Points:
    return np.array([(x.to_internal(one), y.to_internal(two)) for one, two in points]).reshape(-1, 2)
