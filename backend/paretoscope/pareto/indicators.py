"""How close a front comes to a reference front, and what a set of runs adds to a union. In internal coordinates."""

from collections.abc import Sequence
from functools import cache

import moocore
import numpy as np

from paretoscope.pareto.axes import Points
from paretoscope.pareto.dominance import non_dominated
from paretoscope.pareto.hypervolume import hypervolume

PREFERENCES = 1000
SEED = 1509


def igd_plus(points: Points, reference: Points) -> float | None:
    """Returns the mean distance from `reference` [M, K] to what `points` [N, K] dominate (Ishibuchi et al. 2015).

    It is 0 if every reference point is dominated or equalled. None if either is empty.
    """
    kept = _finite(points)
    return float(moocore.igd_plus(kept, ref=reference, maximise=True)) if len(kept) and len(reference) else None


def additive_epsilon(points: Points, reference: Points) -> float | None:
    """Returns by how much all `points` must improve on every axis to dominate or equal the whole `reference`."""
    kept = _finite(points)
    return float(moocore.epsilon_additive(kept, ref=reference, maximise=True)) if len(kept) and len(reference) else None


def expected_utility(points: Points) -> float | None:
    """Returns the mean over preferences of the best weighted sum of a point (Zintgraf et al. 2015).

    The preferences are 1,000 draws from the uniform distribution over the simplex, always the same ones.
    """
    kept = _finite(points)
    return float((_preferences(kept.shape[1]) @ kept.T).max(axis=1).mean()) if len(kept) else None


def exclusive_hypervolumes(fronts: Sequence[Points]) -> list[float]:
    """Returns for each of several sets of points, [N, K] each, the volume that only this set dominates."""
    if not fronts:
        return []
    owner = np.repeat(np.arange(len(fronts)), [len(front) for front in fronts])
    points = np.vstack(fronts)
    total = hypervolume(points)
    leading = set(owner[non_dominated(points)].tolist())
    return [
        max(total - hypervolume(points[owner != index]), 0.0) if index in leading else 0.0
        for index in range(len(fronts))
    ]


@cache
def _preferences(objectives: int) -> Points:
    return np.random.default_rng(SEED).dirichlet(np.ones(objectives), PREFERENCES)


def _finite(points: Points) -> Points:
    return points[np.isfinite(points).all(axis=1)]
