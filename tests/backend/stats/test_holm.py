"""Corrected p values."""

import numpy as np
import pytest

from paretoscope.stats.holm import holm


def test_each_p_value_is_multiplied_by_the_number_of_those_not_smaller_and_never_falls() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_a_missing_p_value_is_no_comparison() -> None:
    assert holm([None, 0.02, None]) == [None, 0.02, None]
    assert holm([]) == []


def test_a_false_rejection_happens_in_at_most_5_of_100_families() -> None:
    rng = np.random.default_rng(4)
    families = [holm(rng.random(8).tolist()) for _ in range(2000)]
    assert np.mean([min(one for one in family if one is not None) <= 0.05 for family in families]) < 0.065
