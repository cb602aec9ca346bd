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
    errors: NDArray[np.float64]
    """Standard error of each contribution, [N]; NaN where a point added nothing or its own errors are not known."""
    front: NDArray[np.intp]
    """Indices of the points that none of the N points dominates, ascending; of equal points, only the first counts."""

    @classmethod
    def of(cls, points: Points, errors: Points | None = None) -> Self:
        """Measures points [N, K], whose standard errors [N, K] are NaN where unknown."""
        return cls(points[:0], np.empty(0), np.empty(0), np.empty(0, dtype=np.intp)).extended(points, errors)

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

    def extended(self, points: Points, errors: Points | None = None) -> Self:
        """Returns the history with further points [M, K] and their standard errors. Only these points are measured."""
        if not len(points):
            return self
        everything, known = np.vstack([self.points, points]), len(self.points)
        own = np.full_like(points, np.nan) if errors is None else errors
        front, parts, noise = self.front, [self.contributions], [self.errors]
        for start in range(known, len(everything), CHUNK):
            end = min(start + CHUNK, len(everything))
            joining = start + np.flatnonzero(_joins(everything[front], everything[start:end]))
            parts.append(np.zeros(end - start))
            noise.append(np.full(end - start, np.nan))
            added = _contributions(everything[front], everything[joining], own[joining - known])
            parts[-1][joining - start], noise[-1][joining - start] = added
            candidates = np.concatenate([front, joining])
            front = candidates[non_dominated(everything[candidates])]
        return type(self)(everything, np.concatenate(parts), np.concatenate(noise), front)


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


def _contributions(front: Points, joining: Points, own: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns what each of `joining` [M, K] adds to the front and to those before it, [M], and its standard error, [M].

    `own` [M, K] are the standard errors of the points.
    """
    contributions, errors = np.zeros(len(joining)), np.full(len(joining), np.nan)
    inside = (joining > 0).all(axis=1)
    if not inside.any():
        return contributions, errors
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
        if contributions[index] > 0 and np.isfinite(own[index]).all():
            errors[index] = _error(measure, grown[:place], grown[place], own[index])
    return contributions, errors


def _error(measure: moocore.Hypervolume, front: Points, point: Points, own: Points) -> float:
    """Returns the standard error of a contribution, as `contribution_error` does; the objectives are independent."""
    changes = []
    for axis in np.flatnonzero(own > 0).tolist():
        step = np.zeros_like(point)
        step[axis] = own[axis]
        changes.append((_box(measure, front, point + step) - _box(measure, front, point - step)) / 2)
    return float(np.sqrt(np.sum(np.square(changes))))


def _box(measure: moocore.Hypervolume, front: Points, point: Points) -> float:
    """Returns the box of the point minus the part of it that the front dominates, as `hypervolume.contribution`."""
    if point.min() <= 0:
        return 0.0
    return max(float(np.prod(point)) - (float(measure(np.minimum(front, point))) if len(front) else 0.0), 0.0)
