import math
from collections.abc import Callable

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope_worker.advantages.grpo import Grpo
from paretoscope_worker.objectives.rewards import Scored
from paretoscope_worker.step_metrics import reward_metrics
from paretoscope_worker.weighting.hvo import Hvo
from paretoscope_worker.weighting.learning_signal import learning_signal
from paretoscope_worker.weighting.method import Signals

MakeSignals = Callable[..., Signals]
NAMES = ["a", "b"]


def test_reward_is_the_product_of_what_is_above_the_least_of_the_batch(signals: MakeSignals) -> None:
    weighting = Hvo(NAMES, 0.1)
    step = signals([[0.2, 0.5, 1.0], [3.0, 2.0, 1.0]])
    assert weighting.before_update(step) == pytest.approx({"weighting/floor/a": 0.1, "weighting/floor/b": 0.9})
    assert weighting.scalarise(step.rewards)[0].tolist() == pytest.approx([0.1 * 2.1, 0.4 * 1.1, 0.9 * 0.1])


@given(seed=st.integers(0, 200), objective=st.integers(0, 2), gain=st.floats(0.01, 2))
def test_more_of_any_objective_is_better(seed: int, objective: int, gain: float) -> None:
    rewards = torch.rand(3, 2, 4, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    weighting = Hvo(["a", "b", "c"], 0.1)
    nothing: object = None
    weighting.before_update(Signals(1, rewards, rewards, 1.0, nothing, nothing, nothing))  # type: ignore[arg-type]
    better = rewards.clone()
    better[objective] += gain
    assert (weighting.scalarise(better) > weighting.scalarise(rewards)).all()


def test_a_balanced_completion_beats_a_lopsided_one_of_the_same_sum(signals: MakeSignals) -> None:
    weighting = Hvo(NAMES, 0.1)
    step = signals([[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]])
    weighting.before_update(step)
    assert weighting.scalarise(step.rewards)[0].argmax() == 1


def test_the_plotted_reward_is_made_of_plotted_numbers_and_is_the_trained_one(signals: MakeSignals) -> None:
    rewards = torch.rand(2, 3, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(4))
    rewards[0, 0, 1] = rewards[:, 1, 2] = rewards[1, 2] = math.nan
    weighting = Hvo(NAMES, 0.1)
    moved = weighting.before_update(signals(rewards))
    signal = learning_signal(rewards, weighting, Grpo("group", 1e-6), torch.full(rewards.shape[1:], 3))
    scored = Scored(rewards, {"a": 0.0, "b": 0.0})
    metrics = reward_metrics(NAMES, scored, signal, weighting, moved)
    assert metrics["check/reward_difference"] < 1e-12
    assert metrics["effective_weight/a"] + metrics["effective_weight/b"] == pytest.approx(1)
    wrong = reward_metrics(NAMES, scored, signal, weighting, moved | {"weighting/floor/b": 0.0})
    assert wrong["check/reward_difference"] > 0.01


def test_an_objective_that_is_tied_contributes_nothing(signals: MakeSignals) -> None:
    rewards = torch.tensor([[[1.0, 1.0, 1.0]], [[0.0, 1.0, 2.0]]], dtype=torch.float64)
    weighting = Hvo(NAMES, 0.1)
    weighting.before_update(signals(rewards))
    assert learning_signal(
        rewards, weighting, Grpo("none", 1e-6), torch.full(rewards.shape[1:], 3)
    ).effective_weights.tolist() == [0, 1]
