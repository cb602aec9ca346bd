"""How often repeated runs attain a point: attainment surfaces and difference maps, computed with moocore.

A run attains a point if a point of the run is at least as good on both axes (Grunert da Fonseca et al. 2001).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import moocore
import numpy as np

from paretoscope.pareto.axes import Axis, Points
from paretoscope.pareto.dominance import non_dominated

PERCENTS = (25, 50, 75)
MOST_SETS = 600
"""Largest number of sets that a difference map is computed from."""


class TooManyRunsError(ValueError):
    """A difference map of so many runs would take minutes."""


@dataclass(frozen=True)
class Surface:
    """The best points that at least a share of the runs attain."""

    percent: int
    """The share, in percent."""
    points: Points
    """Corners of the staircase, float64 [N, 2], by ascending x, in the objectives' own units."""


@dataclass(frozen=True)
class Region:
    """A rectangle in which the difference of two groups is the same; None where it has no end."""

    x: tuple[float | None, float | None]
    """Smallest and largest x."""
    y: tuple[float | None, float | None]
    """Smallest and largest y."""
    difference: float
    """Share of the runs of one group that attain its points, minus that of the other group; -1 to 1."""


def attainment_surfaces(x: Axis, y: Axis, runs: Sequence[Points]) -> list[Surface]:
    """Returns the 25, 50 and 75 % attainment surfaces of runs.

    Args:
        x: first axis.
        y: second axis.
        runs: one [N, 2] per run, in the objectives' own units. Undefined points, and runs without points, are left out.
    """
    signs = _signs(x, y)
    fronts = _fronts(signs, runs)
    if not fronts:
        return []
    rows = _numbered(fronts)
    found = moocore.eaf(rows[:, :2], rows[:, 2], percentiles=PERCENTS)
    return [Surface(percent, _sorted(found[found[:, 2] == percent, :2] * signs)) for percent in PERCENTS]


def attainment_difference(x: Axis, y: Axis, one: Sequence[Points], other: Sequence[Points]) -> list[Region]:
    """Returns where the runs of one group attain points more or less often than those of another group.

    Regions of no difference are left out. Arguments are as in `attainment_surfaces`; without points in both groups,
    there are no regions.

    Raises:
        TooManyRunsError: the numbers of runs differ and are so large that the map would take minutes.
    """
    signs = _signs(x, y)
    ours, theirs = _fronts(signs, one), _fronts(signs, other)
    if not ours or not theirs:
        return []
    # moocore is wrong for unequal numbers of sets. Repeating all sets of a group equally often changes no share.
    sets = math.lcm(len(ours), len(theirs))
    if sets > MOST_SETS:
        raise TooManyRunsError(
            f"A difference map of {len(ours)} and {len(theirs)} runs is too large. Compare groups with equal numbers "
            "of runs, or fewer runs."
        )
    rows = [_numbered(group * (sets // len(group))) for group in (ours, theirs)]
    if np.array_equal(*(moocore.eaf(one[:, :2], one[:, 2]) for one in rows)):
        return []  # moocore fails if there is no difference at all
    found = moocore.eafdiff(*rows, intervals=sets, rectangles=True)
    return [_region(row, signs, sets) for row in found if row[4] != 0]


def _signs(x: Axis, y: Axis) -> Points:
    """Returns the factors that turn own units into values to minimise, as moocore needs them."""
    return np.array([-x.sign, -y.sign])


def _fronts(signs: Points, runs: Sequence[Points]) -> list[Points]:
    """Returns the front of each run that has one, in values to minimise."""
    fronts = [run[non_dominated(-run * signs)] * signs for run in runs]
    return [front for front in fronts if len(front)]


def _numbered(sets: Sequence[Points]) -> Points:
    """Returns all points with the number of their set in a third column."""
    return np.vstack([np.column_stack([points, np.full(len(points), number)]) for number, points in enumerate(sets, 1)])


def _sorted(points: Points) -> Points:
    ordered: Points = points[np.lexsort((points[:, 1], points[:, 0]))]
    return ordered


def _region(row: Points, signs: Points, intervals: int) -> Region:
    x0, y0, x1, y1 = (_end(value) for value in (row[:4] * np.tile(signs, 2)).tolist())
    return Region(
        (x0, x1) if signs[0] > 0 else (x1, x0),
        (y0, y1) if signs[1] > 0 else (y1, y0),
        float(row[4]) / intervals,
    )


def _end(value: float) -> float | None:
    return value if math.isfinite(value) else None
