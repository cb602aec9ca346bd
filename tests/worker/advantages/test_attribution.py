import math
from collections.abc import Callable

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from paretoscope_worker.advantages.attribution import reward_parts
from paretoscope_worker.objectives.rewards import fill_undefined, scalarise


def product(rewards: Tensor) -> Tensor:
    return rewards.prod(dim=0)


def worst(rewards: Tensor) -> Tensor:
    return rewards.amin(dim=0)


def some_rewards(seed: int, objectives: int = 3) -> Tensor:
    return torch.rand(objectives, 2, 4, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("scalar", [product, worst])
@given(seed=st.integers(0, 100))
def test_the_parts_sum_to_the_scalar_reward_but_for_a_constant_of_each_group(
    scalar: Callable[[Tensor], Tensor], seed: int
) -> None:
    rewards = some_rewards(seed)
    rest = scalar(rewards) - reward_parts(rewards, scalar).sum(dim=0)
    torch.testing.assert_close(rest, rest[:, :1].expand_as(rest))


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.integers(0, 100))
def test_parts_of_a_weighted_sum_are_weight_times_deviation(weights: list[float], seed: int) -> None:
    rewards, w = some_rewards(seed), torch.tensor(weights, dtype=torch.float64)
    deviations = rewards - rewards.mean(dim=-1, keepdim=True)
    torch.testing.assert_close(reward_parts(rewards, lambda r: scalarise(r, w)), w[:, None, None] * deviations)


def test_parts_of_a_product_of_two_in_closed_form() -> None:
    """With means m the part of a is (a - m_a) * (b + m_b) / 2."""
    rewards = torch.tensor([[[1.0, 3.0]], [[2.0, 6.0]]], dtype=torch.float64)
    expected = torch.tensor([[[-1 * (2 + 4) / 2, 1 * (6 + 4) / 2]], [[-2 * (1 + 2) / 2, 2 * (3 + 2) / 2]]])
    torch.testing.assert_close(reward_parts(rewards, product), expected.double())


def test_an_objective_that_does_not_matter_has_no_part_and_alike_ones_have_equal_parts() -> None:
    rewards = some_rewards(1)
    parts = reward_parts(rewards, lambda r: r[0] * r[1])
    assert parts[2].abs().max() == 0
    alike = rewards[:1].expand(3, -1, -1)
    same = reward_parts(alike, product)
    torch.testing.assert_close(same[0], same[1])
    torch.testing.assert_close(same[0], same[2])


def test_parts_follow_the_objectives_when_they_change_places() -> None:
    rewards, order = some_rewards(2), [2, 0, 1]
    torch.testing.assert_close(reward_parts(rewards[order], worst), reward_parts(rewards, worst)[order])


def test_an_undefined_reward_has_no_part_and_a_completion_without_any_none_at_all() -> None:
    rewards = some_rewards(3)
    rewards[0, 0, 1] = rewards[:, 1, 2] = math.nan
    parts = reward_parts(rewards, product)
    assert parts[0, 0, 1] == 0
    assert parts[:, 1, 2].isnan().all()
    assert not fill_undefined(rewards).isnan().any()
