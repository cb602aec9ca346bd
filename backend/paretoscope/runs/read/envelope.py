"""Puts the points of a series into as many buckets as a chart can show, without losing spikes."""

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
    """Puts points into at most ``buckets`` buckets of equal width in steps.

    The first bucket holds only the first point, and the last bucket ends with the last point, so that both are always
    drawn. Every value lies between ``min`` and ``max`` of its bucket. If there are at most ``buckets`` points, each has
    its own bucket.

    Args:
        points: points of one series.
        buckets: largest number of buckets, at least 2.
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
    """Returns the index of the first point of each bucket; empty buckets are left out."""
    rest = steps[1:] - steps[1]
    width = (int(rest[-1]) + 1) / (buckets - 1)
    numbers = np.minimum((rest / width).astype(np.int64), buckets - 2)
    return np.concatenate([[0, 1], np.flatnonzero(np.diff(numbers)) + 2])
