import math
from collections.abc import Callable

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.advantages.grpo import Grpo
from paretoscope_worker.objectives.rewards import Scored
from paretoscope_worker.step_metrics import reward_metrics
from paretoscope_worker.weighting.learning_signal import learning_signal
from paretoscope_worker.weighting.method import Signals, WeightingMethod
from paretoscope_worker.weighting.smooth_tchebycheff import SmoothTchebycheff
from paretoscope_worker.weighting.tchebycheff import Tchebycheff

MakeSignals = Callable[..., Signals]
NAMES = ["a", "b"]
REWARDS = [[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]]


def test_reward_is_minus_the_largest_weighted_shortfall_from_the_ideal_point(signals: MakeSignals) -> None:
    weighting = Tchebycheff(NAMES, [0.75, 0.25], {"a": 2.0, "b": 1.0})
    step = signals(REWARDS)
    weighting.before_update(step)
    assert weighting.scalarise(step.rewards).tolist() == [[-0.75, -1.125, -1.5]]


def test_the_ideal_point_is_the_greatest_reward_seen_unless_given(signals: MakeSignals) -> None:
    weighting = Tchebycheff(NAMES, [0.5, 0.5], {"b": 3.0})
    assert weighting.before_update(signals([[0.2, 0.4], [7.0, 0.0]]))["weighting/ideal/a"] == 0.4
    metrics = weighting.before_update(signals([[0.1, 0.0], [7.0, 0.0]]))
    assert (metrics["weighting/ideal/a"], metrics["weighting/ideal/b"]) == (0.4, 3.0)


def test_bottlenecks_are_the_shares_of_completions_in_which_an_objective_is_worst(signals: MakeSignals) -> None:
    metrics = Tchebycheff(NAMES, [0.5, 0.5], {}).before_update(signals(REWARDS))
    assert (metrics["weighting/bottleneck/a"], metrics["weighting/bottleneck/b"]) == (0.5, 0.5)
    skewed = Tchebycheff(NAMES, [0.9, 0.1], {}).before_update(signals(REWARDS))
    assert skewed["weighting/bottleneck/a"] == pytest.approx(2 / 3)


def test_a_balanced_completion_beats_a_lopsided_one_which_no_weighted_sum_can_say(signals: MakeSignals) -> None:
    """The middle point lies below the line between the others: a weighted sum prefers an end at any weights."""
    rewards = [[1.0, 0.4, 0.0], [0.0, 0.4, 1.0]]
    weighting = Tchebycheff(NAMES, [0.5, 0.5], {})
    step = signals(rewards)
    weighting.before_update(step)
    assert weighting.scalarise(step.rewards)[0].argmax() == 1


@given(seed=st.integers(0, 200), mu=st.floats(1e-3, 1.0))
def test_the_smooth_reward_is_below_the_sharp_one_by_mu_log_k_at_most(seed: int, mu: float) -> None:
    rewards = torch.rand(3, 2, 4, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    names = ["a", "b", "c"]
    ideal = dict.fromkeys(names, 1.0)
    sharp = Tchebycheff(names, [0.5, 0.3, 0.2], ideal).scalarise(rewards)
    smooth = SmoothTchebycheff(names, [0.5, 0.3, 0.2], ideal, mu).scalarise(rewards)
    assert (smooth <= sharp + 1e-12).all()
    assert (smooth >= sharp - mu * math.log(3) - 1e-12).all()


def test_the_smooth_reward_becomes_the_sharp_one_as_mu_goes_to_0_and_linear_as_it_grows() -> None:
    rewards = torch.rand(2, 3, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    ideal = {"a": 1.0, "b": 1.0}
    sharp = Tchebycheff(NAMES, [0.6, 0.4], ideal).scalarise(rewards)
    cold = SmoothTchebycheff(NAMES, [0.6, 0.4], ideal, 1e-6).scalarise(rewards)
    torch.testing.assert_close(cold, sharp, rtol=0, atol=1e-5)
    mu = 1e4
    hot = SmoothTchebycheff(NAMES, [0.6, 0.4], ideal, mu).scalarise(rewards)
    weights = torch.tensor([0.6, 0.4], dtype=torch.float64)
    linear = -(weights[:, None, None] * (1 - rewards)).mean(dim=0) - mu * math.log(2)
    torch.testing.assert_close(hot, linear, rtol=0, atol=1e-4)


def test_the_smooth_reward_by_hand(signals: MakeSignals) -> None:
    weighting = SmoothTchebycheff(NAMES, [0.75, 0.25], {"a": 1.0, "b": 1.0}, 0.5)
    value = weighting.scalarise(signals([[0.5], [0.2]]).rewards).item()
    assert value == pytest.approx(-0.5 * math.log(math.exp(0.375 / 0.5) + math.exp(0.2 / 0.5)))


METHODS = [
    lambda: Tchebycheff(NAMES, [0.75, 0.25], {}),
    lambda: SmoothTchebycheff(NAMES, [0.75, 0.25], {"a": 1.5}, 0.2),
]


@pytest.mark.parametrize("make", METHODS)
def test_the_plotted_reward_is_made_of_plotted_numbers_and_is_the_trained_one(
    signals: MakeSignals, make: Callable[[], WeightingMethod]
) -> None:
    rewards = torch.rand(2, 3, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(4))
    rewards[0, 0, 1] = rewards[:, 1, 2] = rewards[1, 2] = math.nan
    weighting = make()
    moved = weighting.before_update(signals(rewards))
    signal = learning_signal(rewards, weighting, Grpo("none", 1e-6), torch.full(rewards.shape[1:], 3))
    metrics = reward_metrics(NAMES, Scored(rewards, {"a": 0.0, "b": 0.0}), signal, weighting, moved)
    assert metrics["check/reward_difference"] < 1e-12
    assert metrics["effective_weight/a"] + metrics["effective_weight/b"] == pytest.approx(1)
    false = dict(moved) | {"weighting/ideal/a": moved["weighting/ideal/a"] + 1}
    wrong = reward_metrics(NAMES, Scored(rewards, {"a": 0.0, "b": 0.0}), signal, weighting, false)
    assert wrong["check/reward_difference"] > 0.01


def test_effective_weights_go_to_the_objective_that_is_the_bottleneck(signals: MakeSignals) -> None:
    rewards = torch.tensor([[[0.0, 0.1, 0.2, 0.3]], [[0.9, 1.0, 0.95, 0.9]]], dtype=torch.float64)
    weighting = Tchebycheff(NAMES, [0.5, 0.5], {"a": 1.0, "b": 1.0})
    weighting.before_update(signals(rewards))
    assert learning_signal(
        rewards, weighting, Grpo("group", 1e-6), torch.full(rewards.shape[1:], 3)
    ).effective_weights.tolist() == [1, 0]


def test_an_objective_that_was_never_defined_has_no_shortfall(signals: MakeSignals) -> None:
    weighting = Tchebycheff(NAMES, [0.5, 0.5], {})
    step = signals([[0.0, 1.0], [math.nan, math.nan]])
    assert all(math.isfinite(value) for value in weighting.before_update(step).values())
    assert weighting.scalarise(step.rewards).tolist() == [[-0.5, 0.0]]


@pytest.mark.parametrize("kind", ["sharp", "smooth"])
def test_an_objective_that_rewards_nothing_in_a_step_does_not_hide_the_others(signals: MakeSignals, kind: str) -> None:
    """Taken as 0, it would fall short by the whole ideal point in every completion, and nothing would be learnt."""
    weighting: Tchebycheff = Tchebycheff(NAMES, [0.5, 0.5], {})
    if kind == "smooth":
        weighting = SmoothTchebycheff(NAMES, [0.5, 0.5], {}, 0.01)
    weighting.before_update(signals([[0.0, 1.0], [0.0, 10.0]]))
    step = signals([[0.0, 1.0], [math.nan, math.nan]])
    moved = weighting.before_update(step)
    signal = learning_signal(step.rewards, weighting, Grpo("none", 1e-6), torch.full((1, 2), 3))
    assert signal.advantages.tolist()[0] == pytest.approx([-0.25, 0.25], abs=0.01)
    assert signal.effective_weights.tolist() == pytest.approx([1, 0], abs=0.01)
    metrics = reward_metrics(NAMES, Scored(step.rewards, {"a": 0.0, "b": 0.0}), signal, weighting, moved)
    assert metrics["check/reward_difference"] < 1e-12
    assert metrics["weighting/bottleneck/a"] >= 0.5
