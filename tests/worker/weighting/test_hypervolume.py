import math
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.advantages.estimator import AdvantageEstimator
from paretoscope_worker.advantages.grpo import Grpo
from paretoscope_worker.advantages.reinforce_pp import ReinforcePlusPlus
from paretoscope_worker.advantages.rloo import Rloo
from paretoscope_worker.weighting.hypervolume import Hypervolume, pareto_multiplier
from paretoscope_worker.weighting.learning_signal import LearningSignal, learning_signal
from paretoscope_worker.weighting.method import Signals


@pytest.mark.parametrize(
    ("contribution", "multiplier"),
    [(0.0, 0.5), (-3.0, 0.5), (0.1, 0.5 + 1.5 * math.tanh(0.1)), (1.0, 1.6423912), (50.0, 2.0)],
)
def test_multiplier_is_half_plus_three_halves_tanh_of_the_contribution(contribution: float, multiplier: float) -> None:
    assert pareto_multiplier(contribution) == pytest.approx(multiplier)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_multiplier_grows_with_the_contribution_from_a_half_to_two(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert 0.5 <= pareto_multiplier(low) <= pareto_multiplier(high) <= 2.0


def test_multiplier_is_1_before_the_first_evaluation_and_holds_until_the_next(signals: Callable[..., Signals]) -> None:
    step = signals([[0, 1], [1, 0]])
    weighting = Hypervolume([0.5, 0.5], "advantage", "absolute")
    assert weighting.before_update(step) == {"weighting/multiplier": 1.0}
    weighting.after_evaluation(0.2)
    expected = {"weighting/multiplier": 0.5 + 1.5 * math.tanh(0.2)}
    assert weighting.before_update(step) == expected
    assert weighting.before_update(step) == expected
    weighting.after_evaluation(0.0)
    assert weighting.before_update(step) == {"weighting/multiplier": 0.5}


@given(st.lists(st.floats(-1.0, 1.0), min_size=1, max_size=20), st.floats(1e-6, 1e6))
def test_relative_multipliers_are_the_same_on_any_axes(contributions: list[float], factor: float) -> None:
    plain, scaled = Hypervolume([0.5, 0.5], "advantage"), Hypervolume([0.5, 0.5], "advantage")
    for contribution in contributions:
        plain.after_evaluation(contribution)
        scaled.after_evaluation(contribution * factor)
        assert scaled.advantage_multiplier == pytest.approx(plain.advantage_multiplier)


def test_a_typical_growth_gives_a_relative_multiplier_of_164_and_none_gives_a_half() -> None:
    weighting = Hypervolume([0.5, 0.5], "advantage")
    for contribution in (0.01, 0.01, 0.0, -0.3):
        weighting.after_evaluation(contribution)
        expected = 0.5 + 1.5 * math.tanh(1.0) if contribution > 0 else 0.5
        assert weighting.advantage_multiplier == pytest.approx(expected)
    weighting.after_evaluation(0.04)
    assert weighting.advantage_multiplier == pytest.approx(0.5 + 1.5 * math.tanh(0.04 / 0.02))


def test_a_run_is_told_once_that_its_multiplier_is_idle(signals: Callable[..., Signals]) -> None:
    events: list[str] = []
    step = replace(signals([[0, 1], [1, 0]]), event=lambda kind, *_, **__: events.append(kind))
    weighting = Hypervolume([0.5, 0.5], "advantage", "absolute")
    for contribution in (0.01, 0.0, 0.005, 0.01, 0.01):
        weighting.after_evaluation(contribution)
        weighting.before_update(step)
    assert events == ["multiplier_idle"]


@pytest.mark.parametrize(("contribution", "growths"), [("relative", [0.01] * 9), ("absolute", [0.01, 0.3, 0.01, 0.01])])
def test_a_multiplier_that_moved_is_not_called_idle(
    signals: Callable[..., Signals], contribution: Literal["relative", "absolute"], growths: list[float]
) -> None:
    events: list[str] = []
    step = replace(signals([[0, 1], [1, 0]]), event=lambda kind, *_, **__: events.append(kind))
    weighting = Hypervolume([0.5, 0.5], "advantage", contribution)
    for growth in growths:
        weighting.after_evaluation(growth)
        weighting.before_update(step)
    assert events == []


def test_weights_stay_the_preference() -> None:
    weighting = Hypervolume([0.75, 0.25], "reward")
    weighting.after_evaluation(1.0)
    assert weighting.weights.tolist() == [0.75, 0.25]


def test_multiplier_is_kept_in_checkpoints() -> None:
    before, after = Hypervolume([0.5, 0.5], "reward"), Hypervolume([0.5, 0.5], "reward")
    before.after_evaluation(0.3)
    after.load_state_dict(before.state_dict())
    assert after.reward_multiplier == before.reward_multiplier != 1.0
    before.after_evaluation(0.1)
    after.after_evaluation(0.1)
    assert after.state_dict() == before.state_dict()


def signal(
    estimator: AdvantageEstimator, apply_to: Literal["reward", "advantage"], contribution: float | None
) -> LearningSignal:
    weighting = Hypervolume([0.6, 0.4], apply_to, "absolute")
    if contribution is not None:
        weighting.after_evaluation(contribution)
    rewards = torch.tensor([[[1, 0, 0, 1], [0, 0, 1, 0]], [[0, 1, 0, 1], [1, 1, 0, 0]]], dtype=torch.float64)
    return learning_signal(rewards, weighting, estimator, torch.full((2, 4), 3))


CANCELS: list[AdvantageEstimator] = [
    Grpo("group", 1e-9),
    Grpo("batch", 1e-9),
    Grpo("none", 1e-9, "normalize_then_sum"),
    ReinforcePlusPlus("none", 1.0, 1e-9),
]
FEELS: list[AdvantageEstimator] = [Grpo("none", 1e-9), Rloo(1e-9)]


@pytest.mark.parametrize("estimator", CANCELS)
def test_on_the_reward_normalisation_cancels_the_multiplier(estimator: AdvantageEstimator) -> None:
    with_multiplier, without = signal(estimator, "reward", 0.5), signal(estimator, "reward", None)
    torch.testing.assert_close(with_multiplier.advantages, without.advantages, rtol=1e-6, atol=1e-7)
    torch.testing.assert_close(with_multiplier.scalar_rewards, pareto_multiplier(0.5) * without.scalar_rewards)


@pytest.mark.parametrize("estimator", CANCELS + FEELS)
def test_on_the_advantage_the_multiplier_acts(estimator: AdvantageEstimator) -> None:
    with_multiplier, without = signal(estimator, "advantage", 0.5), signal(estimator, "advantage", None)
    torch.testing.assert_close(with_multiplier.advantages, pareto_multiplier(0.5) * without.advantages)
    torch.testing.assert_close(with_multiplier.token_advantages, pareto_multiplier(0.5) * without.token_advantages)
    torch.testing.assert_close(with_multiplier.scalar_rewards, without.scalar_rewards)


@pytest.mark.parametrize("estimator", FEELS)
def test_on_the_reward_without_normalisation_the_multiplier_acts(estimator: AdvantageEstimator) -> None:
    torch.testing.assert_close(
        signal(estimator, "reward", 0.5).advantages,
        pareto_multiplier(0.5) * signal(estimator, "reward", None).advantages,
    )


@pytest.mark.parametrize("apply_to", ["reward", "advantage"])
def test_effective_weights_do_not_depend_on_the_multiplier(apply_to: Literal["reward", "advantage"]) -> None:
    plain = Grpo("none", 1e-9)
    torch.testing.assert_close(
        signal(plain, apply_to, 0.5).effective_weights, signal(plain, apply_to, None).effective_weights
    )
