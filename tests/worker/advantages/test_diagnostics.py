import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.advantages.diagnostics import advantage_correlations, correlations, covariances
from paretoscope_worker.advantages.grpo import Grpo

REWARDS = torch.tensor([[[1, 0, 0, 1], [1, 1, 1, 1]], [[0, 2, 0, 2], [0, 0, 4, 0]]], dtype=torch.float64)


def test_covariance_is_the_mean_over_groups_of_the_product_of_deviations() -> None:
    advantages = torch.tensor([[1.0, -1.0, -1.0, 1.0], [3.0, -1.0, -1.0, -1.0]], dtype=torch.float64)
    assert covariances(REWARDS, advantages).tolist() == [0.25, -0.5]


def test_covariance_equals_numpys_in_one_group() -> None:
    generator = torch.Generator().manual_seed(0)
    rewards, advantages = torch.rand(1, 1, 7, generator=generator), torch.rand(1, 7, generator=generator)
    expected = torch.cov(torch.cat([rewards[0], advantages]), correction=0)[0, 1]
    torch.testing.assert_close(covariances(rewards, advantages)[0], expected)


def test_correlation_is_the_mean_over_groups_in_which_both_vary() -> None:
    advantages = torch.tensor([[2.0, 0.0, 0.0, 2.0], [1.0, 1.0, 9.0, 1.0]], dtype=torch.float64)
    torch.testing.assert_close(correlations(REWARDS, advantages), torch.tensor([1.0, 0.5]).double())


def test_an_objective_that_never_varies_has_correlation_0() -> None:
    assert correlations(torch.ones(1, 2, 4), torch.rand(2, 4)).tolist() == [0]


def test_undefined_rewards_count_as_the_mean_of_their_group() -> None:
    rewards = torch.tensor([[[1.0, math.nan, 0.0]]], dtype=torch.float64)
    assert covariances(rewards, torch.tensor([[1.0, 5.0, 0.0]]).double()).item() == pytest.approx(0.5 / 3)


def test_advantages_of_opposed_objectives_are_anticorrelated_and_tied_ones_not_correlated() -> None:
    own = torch.tensor([[1.0, -1.0, 0.0]])
    matrix = advantage_correlations(torch.stack([own, -2 * own, 0 * own]))
    torch.testing.assert_close(matrix, torch.tensor([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]))


@given(st.lists(st.floats(0.05, 1), min_size=3, max_size=3), st.integers(0, 1000))
def test_the_weighted_covariances_of_grpo_are_never_negative(weights: list[float], seed: int) -> None:
    """What is trained on is itself the weighted sum, so it cannot fall to first order."""
    rewards = torch.rand(3, 4, 5, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    w = torch.tensor(weights, dtype=torch.float64)
    advantages = Grpo("group", 1e-6).parts(rewards, w, torch.ones(4, 5).long()).sum(dim=0)[..., 0]
    assert (w @ covariances(rewards, advantages)).item() > 0
