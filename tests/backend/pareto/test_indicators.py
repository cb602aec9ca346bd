"""Indicators of fronts in closed form."""

import numpy as np
import pytest

from paretoscope.pareto.hypervolume import hypervolume
from paretoscope.pareto.indicators import additive_epsilon, exclusive_hypervolumes, expected_utility, igd_plus

UNION = np.array([[1.0, 3.0], [3.0, 1.0]])


def test_the_union_itself_has_no_distance() -> None:
    assert (igd_plus(UNION, UNION), additive_epsilon(UNION, UNION)) == (0.0, 0.0)
    assert igd_plus(np.array([[3.0, 3.0]]), UNION) == 0.0


def test_distances_count_only_what_is_missing() -> None:
    point = np.array([[5.0, 0.5]])
    # To (1, 3), 2.5 is missing on the second axis; to (3, 1), 0.5.
    assert igd_plus(point, UNION) == pytest.approx((2.5 + 0.5) / 2)
    assert additive_epsilon(point, UNION) == 2.5


def test_expected_utility_of_a_point_is_its_value_under_the_mean_preference() -> None:
    assert expected_utility(np.array([[2.0, 2.0]])) == pytest.approx(2.0)
    assert expected_utility(np.array([[1.0, 0.0]])) == pytest.approx(0.5, abs=0.02)
    # max(w, 1 - w) is 3/4 on average.
    assert expected_utility(np.eye(2)) == pytest.approx(0.75, abs=0.02)


def test_what_only_one_set_dominates_is_the_volume_lost_without_it() -> None:
    sets = [np.array([[1.0, 3.0], [0.5, 0.5]]), np.array([[3.0, 1.0]]), np.array([[1.0, 1.0]]), np.empty((0, 2))]
    assert exclusive_hypervolumes(sets) == [2.0, 2.0, 0.0, 0.0]
    assert exclusive_hypervolumes([UNION, UNION]) == [0.0, 0.0]
    assert exclusive_hypervolumes([UNION]) == [pytest.approx(hypervolume(UNION))]


def test_nothing_has_no_indicator() -> None:
    nothing = np.array([[np.nan, 1.0]])
    assert (igd_plus(nothing, UNION), additive_epsilon(nothing, UNION), expected_utility(nothing)) == (None, None, None)
    assert exclusive_hypervolumes([]) == []
