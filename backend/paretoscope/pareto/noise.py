"""Estimates how much of a point's hypervolume contribution may be noise of its evaluation."""

import numpy as np

from paretoscope.pareto.axes import Points
from paretoscope.pareto.hypervolume import contribution as growth


def contribution_error(front: Points, point: Points, covariance: Points) -> float:
    """Returns the standard error of the contribution of a point; the front is assumed to be exact.

    This is first-order error propagation: with slopes d and covariance C, the variance is d' C d. The slope of an
    objective is that of the secant from one standard error below the point to one above. Unlike the derivative at the
    point, it takes a nearby corner of the front into account.

    Args:
        front: float64 [N, K], the earlier points in internal coordinates.
        point: float64 [K].
        covariance: float64 [K, K], covariance of the point's values.
    """
    errors = np.sqrt(np.diag(covariance).clip(min=0.0))
    known = np.flatnonzero(errors > 0).tolist()
    slopes = [_slope(front, point, axis, errors[axis]) for axis in known]
    variance = np.array(slopes) @ covariance[np.ix_(known, known)] @ np.array(slopes)
    return float(np.sqrt(max(variance, 0.0)))


def is_within_noise(contribution: float | None, error: float | None) -> bool:
    """Whether a point increased the hypervolume by less than the standard error of this increase."""
    return contribution is not None and error is not None and 0 < contribution < error


def _slope(front: Points, point: Points, axis: int, error: float) -> float:
    step = np.zeros_like(point)
    step[axis] = error
    return (growth(front, point + step) - growth(front, point - step)) / (2 * error)
