"""Two groups of runs against each other."""

import numpy as np
import pytest
from scipy import stats

from paretoscope.stats.pairs import Sample, paired_difference, probability_of_improvement


def sample(*values: float | None, stratum: str = "") -> Sample:
    return {(stratum, seed): value for seed, value in enumerate(values)}


def test_a_difference_is_that_of_shared_seeds_and_not_of_the_means() -> None:
    found = paired_difference(sample(1.0, 2.0, 4.0, 50.0), sample(0.0, 1.0, 2.0))
    assert (found.n, found.left_out, found.mean) == (3, 1, pytest.approx(4 / 3))
    test = stats.ttest_rel([1, 2, 4], [0, 1, 2])
    assert found.p_value == pytest.approx(test.pvalue)
    assert found.interval == pytest.approx(tuple(test.confidence_interval(0.95)))


def test_pairing_removes_what_a_seed_does_to_both_groups() -> None:
    seeds = np.random.default_rng(0).normal(0, 10, 6)
    found = paired_difference(sample(*(seeds + np.array([1.0, 1.1, 0.9, 1.0, 1.1, 0.9]))), sample(*seeds))
    assert found.excludes_zero
    assert stats.ttest_ind(seeds + 1, seeds).pvalue > 0.5


def test_pairs_belong_to_one_stratum() -> None:
    ours = {**sample(1.0, stratum="a"), **sample(5.0, stratum="b")}
    assert paired_difference(ours, sample(0.0, stratum="b")).mean == 5.0


@pytest.mark.parametrize("values", [(1.0,), (1.0, 2.0), (1.0, None, 2.0)])
def test_fewer_than_three_pairs_have_neither_interval_nor_p_value(values: tuple[float | None, ...]) -> None:
    found = paired_difference(sample(*values), sample(0.0, 0.0, 0.0))
    assert (found.interval, found.p_value, found.excludes_zero) == (None, None, False)
    assert found.n == sum(value is not None for value in values)


def test_no_shared_seed_is_no_difference() -> None:
    assert paired_difference({("", 1): 1.0}, {("", 2): 1.0}).mean is None


def test_intervals_of_differences_cover_the_difference_in_95_of_100_cases() -> None:
    rng = np.random.default_rng(2)
    covered = []
    for _ in range(300):
        seeds = rng.normal(0, 5, 5)
        found = paired_difference(sample(*(seeds + rng.normal(2, 1, 5))), sample(*seeds))
        assert found.interval is not None
        covered.append(found.interval[0] <= 2 <= found.interval[1])
    assert 0.92 < np.mean(covered) < 0.98


def test_the_probability_of_improvement_is_the_share_of_won_comparisons_and_half_the_ties() -> None:
    found = probability_of_improvement(sample(1.0, 3.0), sample(1.0, 2.0))
    # 1 ties with 1 and loses to 2; 3 wins twice.
    assert found.probability == (0.5 + 0 + 1 + 1) / 4
    assert found.interval is None
    assert probability_of_improvement(sample(1.0, 3.0), sample(1.0, 2.0), higher_is_better=False).probability == 0.375


def test_runs_are_compared_only_within_their_stratum() -> None:
    ours = {**sample(1.0, 1.0, stratum="easy"), **sample(10.0, 10.0, stratum="hard")}
    theirs = {**sample(0.0, 2.0, stratum="easy"), **sample(9.0, 9.0, stratum="hard")}
    assert probability_of_improvement(ours, theirs).probability == 0.75


def test_intervals_of_the_probability_cover_it_nearly_as_often_as_they_say() -> None:
    rng = np.random.default_rng(3)
    truth = float(stats.norm.cdf(1 / np.sqrt(2)))
    covered = []
    for _ in range(200):
        found = probability_of_improvement(sample(*rng.normal(1, 1, 10)), sample(*rng.normal(0, 1, 10)))
        assert found.interval is not None
        covered.append(found.interval[0] <= truth <= found.interval[1])
    assert 0.88 < np.mean(covered) < 0.99
