"""How far the choice of prompts may have moved a hypervolume: an interval by resampling the prompts."""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from paretoscope.pareto.axes import Axes, Points
from paretoscope.pareto.hypervolume import hypervolume

LEVEL = 0.95
RESAMPLES = 400
SEED = 2509
"""Every hypervolume is resampled alike, so that intervals can be reproduced and differ by their points alone."""

ROUNDING = 1e-12
"""Relative width below which an interval shows only rounding errors."""

PromptValues = NDArray[np.float64]
"""Values of B prompts under K objectives, [B, K], in the objectives' own units; NaN where one is undefined."""


def hypervolume_interval(axes: Axes, evaluations: Sequence[PromptValues]) -> tuple[float, float] | None:
    """Returns the 95 % interval of the hypervolume of several points, each the mean over the same B prompts.

    Every resample draws B prompts with replacement. It is the same for all points, because all points were measured on
    the same prompts. The hypervolume of noisy points is too large on average, and resampling repeats that bias, so the
    interval is bias-corrected and accelerated (BCa, Efron 1987). Reference point and scale are taken as exact.

    Args:
        axes: the axes of the hypervolume.
        evaluations: one [B, K] per point, with objectives in the order of the axes.

    Returns:
        The lower and the upper end; None with fewer than two prompts, or where the hypervolume never varies.
    """
    if not evaluations or len(evaluations[0]) < 2:
        return None
    from scipy import stats  # Loading it takes as long as all the rest of this package.

    values = np.stack(evaluations)

    def volumes(prompts: NDArray[np.int64], axis: int) -> NDArray[np.float64]:
        draws = np.moveaxis(prompts, axis, -1)
        points = _points(axes, values, draws.reshape(-1, draws.shape[-1]))
        return np.array([hypervolume(one) for one in points]).reshape(draws.shape[:-1])

    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        found = stats.bootstrap(
            (np.arange(values.shape[1]),),
            volumes,
            n_resamples=RESAMPLES,
            confidence_level=LEVEL,
            method="BCa",
            rng=np.random.default_rng(SEED),
        )
    low, high = float(found.confidence_interval.low), float(found.confidence_interval.high)
    return (low, high) if high - low > ROUNDING * high else None


def _points(axes: Axes, values: NDArray[np.float64], draws: NDArray[np.int64]) -> Points:
    """Returns the points of R draws of prompts in internal coordinates, [R, P, K], from values [P, B, K]."""
    points, prompts, objectives = values.shape
    counts = np.stack([np.bincount(draw, minlength=prompts) for draw in draws]).astype(np.float64)
    # In one order in memory, so that sums are rounded alike whatever the arrays came from.
    rows = np.ascontiguousarray(values.transpose(1, 0, 2).reshape(prompts, -1))
    defined = np.isfinite(rows)
    sums, numbers = counts @ np.where(defined, rows, 0.0), counts @ defined
    means = np.divide(sums, numbers, out=np.full_like(sums, np.nan), where=numbers > 0)
    return axes.to_internal_array(means.reshape(-1, points, objectives))
