"""Folds a series to as many buckets as a chart can show, without losing a spike."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paretoscope.store.blocks import Points, Steps, Values


@dataclass(frozen=True)
class Envelope:
    """Buckets of consecutive points: the last step of each, and its minimum, maximum and last value; NaN is a gap."""

    steps: Steps
    min: Values
    max: Values
    last: Values


def fold(points: Points, buckets: int) -> Envelope:
    """Folds points to at most ``buckets`` buckets of equal width in steps.

    The first bucket is the first point alone and the last one ends with the last point, so both are always drawn; every
    value lies between ``min`` and ``max`` of its bucket. With no more points than buckets nothing is folded.

    Args:
        points: points of one series.
        buckets: at least 2.
    """
    if len(points) <= buckets:
        return Envelope(points.steps, points.values, points.values, points.values)
    starts = _starts(points.steps, buckets)
    ends = np.append(starts[1:], len(points)) - 1
    return Envelope(
        points.steps[ends],
        np.fmin.reduceat(points.values, starts),
        np.fmax.reduceat(points.values, starts),
        points.values[ends],
    )


def _starts(steps: Steps, buckets: int) -> NDArray[np.int64]:
    """Returns where buckets start. Buckets without a point are left out."""
    rest = steps[1:] - steps[1]
    width = (int(rest[-1]) + 1) / (buckets - 1)
    numbers = np.minimum((rest / width).astype(np.int64), buckets - 2)
    return np.concatenate([[0, 1], np.flatnonzero(np.diff(numbers)) + 2])
