import math
from collections.abc import Callable, Sequence

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.objectives.conciseness import Conciseness
from paretoscope_worker.objectives.objective import StatelessObjective
from paretoscope_worker.objectives.rewards import (
    fill_undefined,
    mean_rewards,
    mean_scalar_reward,
    scalarise,
    score,
    tie_fractions,
)
from paretoscope_worker.text.rollout import Completion

NAN = math.nan


def tensor(rows: Sequence[object]) -> torch.Tensor:
    return torch.tensor(rows, dtype=torch.float64)


class Given(StatelessObjective):
    def __init__(self, name: str, rewards: list[float | None]) -> None:
        super().__init__(name)
        self._rewards = rewards

    def rewards(self, completions: Sequence[Completion]) -> list[float | None]:  # noqa: ARG002
        return self._rewards


def test_scoring_keeps_objectives_in_order_and_undefined_rewards_undefined(write: Callable[..., Completion]) -> None:
    scored = score([Given("a", [1.0, None]), Given("b", [0.0, 3.0])], [write(""), write("")])
    assert torch.equal(scored.rewards.nan_to_num(nan=-9), tensor([[1, -9], [0, 3]]))
    assert scored.values == {"a": 1.0, "b": 1.5}


def test_values_are_in_the_objectives_own_unit(write: Callable[..., Completion]) -> None:
    conciseness = Conciseness("length")
    completions = [write("", tokens=4), write("", tokens=8)]
    conciseness.observe(completions)
    scored = score([conciseness], completions)
    assert scored.values == {"length": 6.0}
    assert scored.rewards.tolist() == [[1.0, 0.0]]


def test_a_value_undefined_for_all_is_nan(write: Callable[..., Completion]) -> None:
    assert math.isnan(score([Given("a", [None])], [write("")]).values["a"])


def test_an_undefined_reward_is_replaced_by_its_groups_mean() -> None:
    assert fill_undefined(tensor([[[1, NAN, 3], [5, 5, 5]]])).tolist() == [[[1, 2, 3], [5, 5, 5]]]


def test_a_group_without_rewards_takes_the_mean_of_the_others_and_an_objective_without_any_takes_0() -> None:
    rewards = tensor([[[NAN, NAN], [1, 3], [5, 7]], [[NAN, NAN], [NAN, NAN], [NAN, NAN]]])
    assert fill_undefined(rewards).tolist() == [[[4, 4], [1, 3], [5, 7]], [[0, 0], [0, 0], [0, 0]]]


def test_scalar_reward_is_the_weighted_sum_and_undefined_where_all_objectives_are() -> None:
    total = scalarise(tensor([[[1, NAN, NAN]], [[0, 1, NAN]]]), tensor([0.75, 0.25]))
    assert total[0, :2].tolist() == [0.75, 1.0]
    assert math.isnan(total[0, 2])


@given(st.data())
def test_weighted_mean_rewards_are_the_mean_scalar_reward(data: st.DataObject) -> None:
    reward = st.one_of(st.floats(-2, 2), st.just(NAN))
    k, b, g = (data.draw(st.integers(1, 4)) for _ in range(3))
    rewards = tensor(data.draw(st.lists(reward, min_size=k * b * g, max_size=k * b * g))).view(k, b, g)
    weights = tensor(data.draw(st.lists(st.floats(0.01, 1), min_size=k, max_size=k)))
    plotted = (weights * mean_rewards(rewards)).sum().item()
    assert mean_scalar_reward(scalarise(rewards, weights)) == pytest.approx(plotted, abs=1e-9)


def test_tie_fraction_counts_groups_an_objective_cannot_teach_from() -> None:
    rewards = tensor([[[1, 1, 1], [1, 0, 1], [NAN, 1, 1], [NAN, NAN, NAN], [NAN, NAN, 1]]])
    assert tie_fractions(rewards).tolist() == [0.8]
