"""The growing front and hypervolume of a run whose points are already known. It gives what `Archive` gives, faster."""

from dataclasses import dataclass
from typing import Self

import moocore
import numpy as np
from numpy.typing import NDArray

from paretoscope.pareto.axes import Points
from paretoscope.pareto.dominance import Mask, non_dominated

CHUNK = 256
"""Points that are compared with the front at once; most are dominated and need no further work."""
MANY = 200
"""Size of a front from which a contribution is measured inside the box of its point, not by the whole hypervolume."""


@dataclass(frozen=True)
class History:
    """N points in internal coordinates, in the order in which they were evaluated."""

    points: Points
    """The points, float64 [N, K]; NaN where a value is missing."""
    contributions: NDArray[np.float64]
    """Hypervolume that each point added, [N]."""
    front: NDArray[np.intp]
    """Indices of the points that none of the N points dominates, ascending; of equal points, only the first counts."""

    @classmethod
    def of(cls, points: Points) -> Self:
        """Measures points [N, K]."""
        return cls(points[:0], np.empty(0), np.empty(0, dtype=np.intp)).extended(points)

    @property
    def hypervolumes(self) -> NDArray[np.float64]:
        """Hypervolume of all points up to and including each, [N]."""
        return np.cumsum(self.contributions)

    @property
    def hypervolume(self) -> float:
        """Hypervolume of all points; 0 without points."""
        return float(self.contributions.sum())

    @property
    def on_front(self) -> Mask:
        """Whether each point is on the front, [N]."""
        mask = np.zeros(len(self.points), dtype=np.bool_)
        mask[self.front] = True
        return mask

    @property
    def front_points(self) -> Points:
        """The points on the front, [F, K]."""
        return self.points[self.front]

    def extended(self, points: Points) -> Self:
        """Returns the history with further points [M, K]. Only these are measured."""
        if not len(points):
            return self
        everything = np.vstack([self.points, points])
        front, parts = self.front, [self.contributions]
        for start in range(len(self.points), len(everything), CHUNK):
            end = min(start + CHUNK, len(everything))
            joining = start + np.flatnonzero(_joins(everything[front], everything[start:end]))
            parts.append(np.zeros(end - start))
            parts[-1][joining - start] = _contributions(everything[front], everything[joining])
            candidates = np.concatenate([front, joining])
            front = candidates[non_dominated(everything[candidates])]
        return type(self)(everything, np.concatenate(parts), front)


def _joins(front: Points, points: Points) -> Mask:
    """Returns which of `points` [M, K] neither the front nor an earlier one of them dominates or equals."""
    # Comparing column by column needs a small array per objective and not a large one for all of them.
    before = np.vstack([front, points])
    covered = np.ones((len(before), len(points)), dtype=np.bool_)
    for axis in range(points.shape[1]):
        covered &= before[:, axis, None] >= points[None, :, axis]
    earlier = np.tri(len(points), k=-1, dtype=np.bool_).T
    covered[len(front) :] &= earlier
    return np.asarray(np.isfinite(points).all(axis=1) & ~covered.any(axis=0), dtype=np.bool_)


def _contributions(front: Points, joining: Points) -> NDArray[np.float64]:
    """Returns the hypervolume that each of `joining` [M, K] adds to the front and to those before it."""
    contributions = np.zeros(len(joining))
    inside = (joining > 0).all(axis=1)
    if not inside.any():
        return contributions
    measure = moocore.Hypervolume(ref=np.zeros(joining.shape[1]), maximise=True)
    known = front[(front > 0).all(axis=1)]
    count, grown = len(known), np.vstack([known, joining[inside]])
    total = float(measure(known)) if count else 0.0
    for place, index in enumerate(np.flatnonzero(inside).tolist(), count):
        if count > MANY:
            contributions[index] = _box(measure, grown[:place], grown[place])
        else:
            before, total = total, float(measure(grown[: place + 1]))
            contributions[index] = max(total - before, 0.0)
    return contributions


def _box(measure: moocore.Hypervolume, front: Points, point: Points) -> float:
    """Returns the box of the point minus the part of it that the front dominates, as `hypervolume.contribution`."""
    return max(float(np.prod(point)) - float(measure(np.minimum(front, point))), 0.0)
