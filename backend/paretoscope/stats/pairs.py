"""Compares two groups of runs: by the differences of pairs, and by the probability of improvement."""

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paretoscope.stats.intervals import FEWEST, LEVEL, SEED, Interval, Values, finite, t_interval

RESAMPLES = 2000

Pair = tuple[Hashable, int]
"""What two runs must have in common to be a pair: their stratum, such as the preference, and their seed."""
Sample = Mapping[Pair, float | None]
"""One value per stratum and seed."""


@dataclass(frozen=True)
class Difference:
    """Mean difference of the pairs of two groups."""

    n: int
    """Number of pairs with two finite values."""
    left_out: int
    """Number of runs of the group that have no pair, or whose pair has an undefined value."""
    mean: float | None
    """Mean difference; None without pairs."""
    standard_error: float | None
    """Its standard error; None with fewer than 2 pairs."""
    interval: Interval | None
    """Its 95 % t interval; None with fewer than 3 pairs."""
    p_value: float | None
    """p value of the paired t test for no difference; None with fewer than 3 pairs."""

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval is known and excludes 0."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]


@dataclass(frozen=True)
class Improvement:
    """Probability that a run of one group is better than a run of another one."""

    probability: float | None
    """The estimate; ties count half. None if the groups share no stratum with finite values."""
    interval: Interval | None
    """95 % interval; None with fewer than 3 runs in either group."""


def paired_difference(values: Sample, baseline: Sample) -> Difference:
    """Returns the mean of value - baseline over the pairs that both groups have."""
    differences = finite(_minus(values[pair], baseline[pair]) for pair in values if pair in baseline)
    n = len(differences)
    mean = float(differences.mean()) if n else None
    error = float(differences.std(ddof=1) / math.sqrt(n)) if n > 1 else None
    return Difference(n, len(values) - n, mean, error, t_interval(differences), _p_value(differences))


def probability_of_improvement(values: Sample, baseline: Sample, *, higher_is_better: bool = True) -> Improvement:
    """Returns the probability that a run has a better value than a run of the baseline from the same stratum.

    The probability is averaged over strata. The interval is that of the stratified bootstrap, which draws the runs of
    each group anew within each stratum (Agarwal et al. 2021, arXiv 2108.13264; rliable). If all runs of one group are
    better than all of the other, resampling never sees another order, and the interval has length 0.
    """
    wins = _wins(values, baseline, 1.0 if higher_is_better else -1.0)
    if not wins:
        return Improvement(None, None)
    probability = float(np.mean([win.mean() for win in wins]))
    if min(sum(win.shape[axis] for win in wins) for axis in (0, 1)) < FEWEST:
        return Improvement(probability, None)
    rng = np.random.default_rng(SEED)
    resampled = np.mean([_resample(win, rng) for win in wins], axis=0)
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    return Improvement(probability, (low, high))


def _minus(value: float | None, other: float | None) -> float | None:
    return None if value is None or other is None else value - other


def _p_value(differences: Values) -> float | None:
    if len(differences) < FEWEST:
        return None
    if np.ptp(differences) == 0:
        return 1.0 if differences[0] == 0 else 0.0
    from scipy import stats

    error = differences.std(ddof=1) / math.sqrt(len(differences))
    return float(2 * stats.t.sf(abs(differences.mean()) / error, len(differences) - 1))


def _wins(values: Sample, baseline: Sample, sign: float) -> list[NDArray[np.float64]]:
    """Returns for each shared stratum which runs are better than which of the baseline: 1, 0, or 0.5 where equal."""
    ours, theirs = _by_stratum(values), _by_stratum(baseline)
    return [
        np.heaviside(sign * (ours[stratum][:, None] - theirs[stratum][None, :]), 0.5)
        for stratum in ours
        if stratum in theirs
    ]


def _by_stratum(sample: Sample) -> dict[Hashable, Values]:
    found: dict[Hashable, list[float | None]] = defaultdict(list)
    for (stratum, _), value in sample.items():
        found[stratum].append(value)
    kept = {stratum: finite(values) for stratum, values in found.items()}
    return {stratum: values for stratum, values in kept.items() if len(values)}


def _resample(wins: NDArray[np.float64], rng: np.random.Generator) -> Values:
    """Returns the share of wins [R] among runs that are drawn anew R times from both groups."""
    rows, columns = wins.shape
    ours = rng.multinomial(rows, np.full(rows, 1 / rows), size=RESAMPLES) / rows
    theirs = rng.multinomial(columns, np.full(columns, 1 / columns), size=RESAMPLES) / columns
    shares: Values = np.einsum("ri,ij,rj->r", ours, wins, theirs, optimize=True)
    return shares
