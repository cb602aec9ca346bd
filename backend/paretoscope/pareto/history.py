"""The growing front and hypervolume of a run whose points are already known. It gives what `Archive` gives, faster."""

from dataclasses import dataclass
from typing import Self

import moocore
import numpy as np
from numpy.typing import NDArray

from paretoscope.pareto.axes import Points
from paretoscope.pareto.dominance import Mask, covered, covers

CHUNK = 256
"""Points that are compared with the front at once; most are dominated and need no further work."""


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
        growing = _Growing(everything, self.front)
        for start in range(len(self.points), len(everything), CHUNK):
            growing.take(start, min(start + CHUNK, len(everything)))
        contributions = np.concatenate([self.contributions, growing.contributions[len(self.points) :]])
        return type(self)(everything, contributions, np.array(growing.indices, dtype=np.intp))


class _Growing:
    """The front while points join it."""

    def __init__(self, points: Points, front: NDArray[np.intp]) -> None:
        self.points = points
        self.contributions = np.zeros(len(points))
        self.indices = front.tolist()
        # Column order (one column per objective) makes comparing points much faster than row order.
        self._front = np.asfortranarray(points[front])
        self._measure = moocore.Hypervolume(ref=np.zeros(points.shape[1]), maximise=True)

    def take(self, start: int, end: int) -> None:
        """Adds the points from `start` to `end`."""
        chunk = self.points[start:end]
        new = np.isfinite(chunk).all(axis=1)
        if self.indices:
            new &= ~(self._front[:, None, :] >= chunk[None, :, :]).all(axis=2).any(axis=0)
        for index in (start + np.flatnonzero(new)).tolist():
            if not covers(self._front, self.points[index]).any():
                self._join(index)

    def _join(self, index: int) -> None:
        point = self.points[index]
        self.contributions[index] = self._contribution(point)
        kept = ~covered(self._front, point)
        self._front = np.asfortranarray(np.vstack([self._front[kept], point]))
        self.indices = [one for one, keep in zip(self.indices, kept.tolist(), strict=True) if keep]
        self.indices.append(index)

    def _contribution(self, point: Points) -> float:
        """Returns the box of the point minus the part of it that the front dominates, as `hypervolume.contribution`."""
        if not (point > 0).all():
            return 0.0
        inside = np.minimum(self._front, point)
        inside = inside[(inside > 0).all(axis=1)]
        taken = float(self._measure(inside)) if len(inside) else 0.0
        return max(float(np.prod(point)) - taken, 0.0)
