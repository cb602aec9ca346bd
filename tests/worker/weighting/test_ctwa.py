import math
from collections.abc import Callable
from statistics import fmean
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema.weighting import CtwaWeighting
from paretoscope_worker.advantages.diagnostics import correlations
from paretoscope_worker.weighting.ctwa import Ctwa
from paretoscope_worker.weighting.method import Signals

MakeSignals = Callable[..., Signals]
REWARDS = torch.tensor([[[1.0, 0.0]], [[0.0, 1.0]]], dtype=torch.float64)
ADVANTAGES = torch.tensor([[0.4, -0.4]], dtype=torch.float64)
"""Covariances 0.2 and -0.2; means 0.5 and 0.5."""


def ctwa(weights: tuple[float, float] = (0.5, 0.5), **config: Any) -> Ctwa:
    return Ctwa(["a", "b"], weights, CtwaWeighting(**config))


def test_nothing_moves_before_the_first_update(signals: MakeSignals) -> None:
    weighting = ctwa((0.75, 0.25))
    assert weighting.before_update(signals([[0, 1], [1, 0]])) == {}
    assert weighting.weights.tolist() == [0.75, 0.25]


def test_the_first_moves_by_hand(signals: MakeSignals) -> None:
    weighting = ctwa((0.75, 0.25), targets={"a": 0.3, "b": 0.1}, rate=0.5, smoothing=0.1)
    weighting.after_update(REWARDS, ADVANTAGES)
    metrics = weighting.before_update(signals())
    a, b = 0.75 * math.exp(0.5 * (0.3 - 0.2)), 0.25 * math.exp(0.5 * (0.1 + 0.2))
    assert weighting.weights.tolist() == pytest.approx([a / (a + b), b / (a + b)])
    assert metrics["weighting/covariance/a"] == pytest.approx(0.2)
    assert metrics["weighting/deficit/b"] == pytest.approx(0.3)
    weighting.after_update(REWARDS, -ADVANTAGES)
    metrics = weighting.before_update(signals())
    assert metrics["weighting/covariance/a"] == pytest.approx(0.9 * 0.2 - 0.1 * 0.2)
    assert metrics["weighting/covariance/b"] == pytest.approx(-0.9 * 0.2 + 0.1 * 0.2)


def test_an_objective_that_covaries_enough_is_not_raised(signals: MakeSignals) -> None:
    weighting = ctwa(targets={"a": 0.1, "b": -0.3})
    weighting.after_update(REWARDS, ADVANTAGES)
    weighting.before_update(signals())
    assert weighting.weights.tolist() == [0.5, 0.5]


def test_an_objective_that_has_reached_its_cap_is_not_raised(signals: MakeSignals) -> None:
    weighting = ctwa(caps={"b": 0.5})
    weighting.after_update(REWARDS, ADVANTAGES)
    assert weighting.before_update(signals())["weighting/deficit/b"] == 0
    below = ctwa(caps={"b": 0.51})
    below.after_update(REWARDS, ADVANTAGES)
    assert below.before_update(signals())["weighting/deficit/b"] == pytest.approx(0.3)
    assert below.weights[1] > 0.5


def test_correlation_can_be_held_instead(signals: MakeSignals) -> None:
    weighting = ctwa(statistic="correlation", targets={"a": 2.0})
    weighting.after_update(REWARDS, ADVANTAGES)
    metrics = weighting.before_update(signals())
    assert correlations(REWARDS, ADVANTAGES).tolist() == pytest.approx([1, -1])
    assert metrics["weighting/deficit/a"] == pytest.approx(1)
    assert metrics["weighting/deficit/b"] == pytest.approx(1.1)


def test_a_step_in_which_an_objective_rewards_nothing_says_nothing_of_its_covariance(signals: MakeSignals) -> None:
    weighting = ctwa(targets={"a": 0.3})
    weighting.after_update(REWARDS, ADVANTAGES)
    away = REWARDS.clone()
    away[0] = math.nan
    weighting.after_update(away, ADVANTAGES)
    metrics = weighting.before_update(signals())
    assert metrics["weighting/covariance/a"] == pytest.approx(0.2)
    assert metrics["weighting/deficit/a"] == pytest.approx(0.1)


def test_an_objective_gains_nothing_before_its_first_reward(signals: MakeSignals) -> None:
    weighting = ctwa(targets={"b": -1.0})
    away = REWARDS.clone()
    away[0] = math.nan
    weighting.after_update(away, ADVANTAGES)
    assert weighting.before_update(signals())["weighting/deficit/a"] == 0
    assert weighting.weights.tolist() == [0.5, 0.5]
    weighting.after_update(REWARDS, ADVANTAGES)
    assert weighting.before_update(signals())["weighting/covariance/a"] == pytest.approx(0.2)


@given(seed=st.integers(0, 200), rate=st.floats(0.01, 5), smoothing=st.floats(0.05, 1))
def test_weights_follow_the_published_rule_written_out(seed: int, rate: float, smoothing: float) -> None:
    """As unnormalised weights would: log w_a - log w_b moves by the rate times the difference of what they lack."""
    generator, nothing = torch.Generator().manual_seed(seed), None
    weighting, averages = ctwa(rate=rate, smoothing=smoothing, targets={"a": 0.1, "b": 0.05}), [0.0, 0.0]
    for step in range(4):
        rewards = (torch.rand(2, 3, 4, generator=generator) < 0.5).double()
        advantages = torch.randn(3, 4, generator=generator, dtype=torch.float64)
        weighting.after_update(rewards, advantages)
        found = [covariance(row.tolist(), advantages.tolist()) for row in rewards]
        averages = (
            [(1 - smoothing) * a + smoothing * c for a, c in zip(averages, found, strict=True)] if step else found
        )
        before = weighting.weights.log()
        given_ = Signals(step + 1, rewards, rewards, 1.0, nothing, nothing, nothing)  # type: ignore[arg-type]
        weighting.before_update(given_)
        a, b = (max(0.0, target - average) for target, average in zip((0.1, 0.05), averages, strict=True))
        moved = (weighting.weights.log() - before).tolist()
        if rewards.mean(dim=(1, 2)).max() < 0.95:
            assert moved[0] - moved[1] == pytest.approx(rate * (a - b), abs=1e-9)


def covariance(rewards: list[list[float]], advantages: list[list[float]]) -> float:
    """Mean over groups of the covariance in each, divided by G."""
    groups = [
        fmean((r - fmean(rs)) * (a - fmean(given_)) for r, a in zip(rs, given_, strict=True))
        for rs, given_ in zip(rewards, advantages, strict=True)
    ]
    return fmean(groups)
