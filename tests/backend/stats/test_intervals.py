"""Means and medians over runs, with intervals."""

import math

import numpy as np
import pytest

from paretoscope.stats.intervals import bootstrap_interval, estimate, median, t_interval


def test_mean_standard_error_and_t_interval_are_those_of_the_textbook() -> None:
    found = estimate([1.0, 2.0, 3.0])
    # t(0.975, 2 degrees of freedom) = 4.302652730
    half = 4.302652730 / math.sqrt(3)
    assert (found.n, found.left_out, found.mean, found.method) == (3, 0, 2.0, "t")
    assert found.standard_error == pytest.approx(1 / math.sqrt(3))
    assert found.interval == pytest.approx((2 - half, 2 + half))


def test_undefined_values_are_left_out_and_counted() -> None:
    found = estimate([1.0, None, math.nan, math.inf, 3.0])
    assert (found.n, found.left_out, found.mean) == (2, 3, 2.0)


@pytest.mark.parametrize(("values", "error"), [([0.5], None), ([0.5, 0.7], 0.1)])
def test_fewer_than_three_values_have_no_interval(values: list[float], error: float | None) -> None:
    found = estimate(values, skewed=True)
    assert found.standard_error == (error if error is None else pytest.approx(error))
    assert (found.interval, found.method) == (None, None)


def test_nothing_has_no_mean() -> None:
    assert estimate([None]).mean is None
    assert median([math.nan]) == (None, None)


def test_hypervolumes_are_bootstrapped_only_with_enough_runs() -> None:
    assert estimate([1.0, 2.0, 4.0], skewed=True).method == "t"
    assert estimate(np.geomspace(1, 9, 9), skewed=True).method == "bca"
    assert estimate(np.geomspace(1, 9, 9)).method == "t"


def test_equal_values_have_an_interval_of_length_zero() -> None:
    assert estimate([2.0] * 9, skewed=True).interval == (2.0, 2.0)
    assert estimate([2.0] * 9).interval == (2.0, 2.0)


def test_the_bootstrap_of_a_median_contains_it_and_stays_inside_the_values() -> None:
    values = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 100.0])
    middle, interval = median(values)
    assert middle == 5.0
    assert interval is not None
    assert 1.0 <= interval[0] < 5.0 < interval[1] < 100.0


def test_t_intervals_cover_the_mean_in_95_of_100_cases() -> None:
    rng = np.random.default_rng(0)
    covered = [_covers(t_interval(rng.normal(3.0, 2.0, 4)), 3.0) for _ in range(600)]
    assert 0.92 < np.mean(covered) < 0.98


def test_bootstrap_intervals_of_skewed_values_cover_the_mean_nearly_as_often() -> None:
    rng = np.random.default_rng(1)
    covered = [_covers(bootstrap_interval(rng.exponential(1.0, 16)), 1.0) for _ in range(150)]
    assert 0.84 < np.mean(covered) < 0.99


def _covers(interval: tuple[float, float] | None, truth: float) -> bool:
    assert interval is not None
    return interval[0] <= truth <= interval[1]
