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
VALUES_AT_ONCE = 1_000_000
"""Numbers in the largest temporary array, 8 MB, for the errors of several contributions at once."""


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
    inside = np.flatnonzero((joining > 0).all(axis=1))
    if not len(inside):
        return contributions, errors
    # moocore copies what it is to maximise, so everything is negated here, once.
    measure = moocore.Hypervolume(ref=np.zeros(joining.shape[1]))
    known = front[(front > 0).all(axis=1)]
    count, grown = len(known), np.vstack([known, joining[inside]])
    negated = -grown
    total = float(measure(negated[:count])) if count else 0.0
    for place, index in enumerate(inside.tolist(), count):
        if count > MANY:
            contributions[index] = _box(measure, negated[:place], negated[place])
        else:
            before, total = total, float(measure(negated[: place + 1]))
            contributions[index] = max(total - before, 0.0)
    noisy = (contributions[inside] > 0) & np.isfinite(own[inside]).all(axis=1)
    errors[inside[noisy]] = _errors(measure, grown, count + np.flatnonzero(noisy), own[inside[noisy]])
    return contributions, errors


def _errors(measure: moocore.Hypervolume, grown: Points, places: NDArray[np.intp], own: Points) -> NDArray[np.float64]:
    """Returns the standard errors of the contributions of some points, as `contribution_error` does.

    The objectives count as independent.

    Args:
        measure: hypervolume of negated points above 0.
        grown: float64 [N, K], points by time; each is compared with those before it.
        places: intp [M], rows of the points.
        own: float64 [M, K], standard errors of these points.
    """
    together = max(VALUES_AT_ONCE // (grown.size * grown.shape[1]), 1)
    parts = [
        _changes(measure, grown, places[start : start + together], own[start : start + together])
        for start in range(0, len(places), together)
    ]
    return np.asarray(np.sqrt(np.square(np.concatenate(parts)).sum(axis=1)) if parts else np.empty(0))


def _changes(measure: moocore.Hypervolume, grown: Points, places: NDArray[np.intp], own: Points) -> NDArray[np.float64]:
    """Returns half of what a contribution loses if one objective falls from one error above to one below, [M, K].

    That is a slab of the box of the point, minus the part of the slab that earlier points dominate.
    """
    axes = np.arange(grown.shape[1])
    points = grown[places]
    low = np.zeros((*points.shape, len(axes)))
    low[:, axes, axes] = np.maximum(points - own, 0.0)
    high = np.repeat(points[:, None, :], len(axes), axis=1)
    high[:, axes, axes] = points + own
    # Objectives of the earlier points inside the slab, negated: [M, K, N, K].
    earlier = low[:, :, None, :] - np.minimum(grown[: places.max()], high[:, :, None, :])
    np.minimum(earlier, 0.0, out=earlier)
    volumes = (high - low).prod(axis=2)
    for index, place in enumerate(places.tolist()):
        for axis in axes[own[index] > 0].tolist() if place else ():
            volumes[index, axis] -= measure(earlier[index, axis, :place])
    return np.asarray(np.maximum(volumes, 0.0) / 2)


def _box(measure: moocore.Hypervolume, front: Points, point: Points) -> float:
    """Returns the box of the point minus the part of it that the front dominates, as `hypervolume.contribution`.

    All values are negated.
    """
    volume = float(np.prod(-point))
    return max(volume - float(measure(np.maximum(front, point))), 0.0)
