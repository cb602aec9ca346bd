from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema.weighting import LagrangianWeighting
from paretoscope_worker.weighting.lagrangian import Lagrangian
from paretoscope_worker.weighting.method import Signals

MakeSignals = Callable[..., Signals]
NAMES = ["a", "b", "c"]


def lagrangian(**config: Any) -> Lagrangian:
    return Lagrangian(NAMES, LagrangianWeighting(**config))


def test_a_multiplier_rises_by_what_is_missing_and_weights_are_multipliers_over_their_sum(signals: MakeSignals) -> None:
    weighting = lagrangian(thresholds={"b": 0.75, "c": 0.1}, rate=0.4)
    metrics = weighting.before_update(signals([[1, 1], [0, 1], [0, 1]]))
    assert metrics == pytest.approx(
        {
            "weighting/multiplier/a": 1.0,
            "weighting/multiplier/b": 0.4 * 0.25,
            "weighting/multiplier/c": 0.0,
            "weighting/missing/b": 0.25,
            "weighting/missing/c": -0.4,
        }
    )
    assert weighting.weights.tolist() == pytest.approx([1 / 1.1, 0.1 / 1.1, 0])


def test_a_multiplier_falls_to_0_and_no_further_once_its_threshold_holds(signals: MakeSignals) -> None:
    weighting = lagrangian(thresholds={"b": 0.5, "c": 0.5}, rate=1.0, initial_multiplier=0.6)
    found = [weighting.before_update(signals([[0, 0], [1, 1], [0, 1]]))["weighting/multiplier/b"] for _ in range(3)]
    assert found == pytest.approx([0.1, 0.0, 0.0])


def test_without_a_threshold_the_mean_of_the_first_step_must_hold(signals: MakeSignals) -> None:
    weighting = lagrangian(rate=1.0)
    assert weighting.before_update(signals([[0, 0], [1, 0], [1, 1]]))["weighting/missing/b"] == 0
    metrics = weighting.before_update(signals([[1, 1], [0, 0], [1, 1]]))
    assert metrics["weighting/multiplier/b"] == pytest.approx(0.5)
    assert metrics["weighting/multiplier/c"] == 0


def test_another_objective_than_the_first_can_be_maximised(signals: MakeSignals) -> None:
    weighting = lagrangian(maximise="c", thresholds={"a": 1.0, "b": 0.0}, rate=1.0)
    assert weighting.weights.tolist() == [0, 0, 1]
    weighting.before_update(signals([[0, 1], [0, 1], [0, 1]]))
    assert weighting.weights.tolist() == pytest.approx([1 / 3, 0, 2 / 3])


def test_the_multiplier_of_an_objective_that_rewards_nothing_stays(signals: MakeSignals) -> None:
    nan = float("nan")
    weighting = lagrangian(thresholds={"b": 0.75, "c": 0.0}, rate=1.0)
    weighting.before_update(signals([[0, 1], [0, 1], [0, 1]]))
    assert weighting.before_update(signals([[0, 1], [nan, nan], [0, 1]]))["weighting/multiplier/b"] == 0.25


def test_without_a_threshold_the_mean_of_the_first_step_with_a_reward_must_hold(signals: MakeSignals) -> None:
    nan = float("nan")
    weighting = lagrangian(rate=1.0)
    weighting.before_update(signals([[0, 0], [nan, nan], [1, 1]]))
    assert weighting.before_update(signals([[0, 0], [1, 1], [1, 1]]))["weighting/missing/b"] == 0
    assert weighting.before_update(signals([[0, 0], [0, 1], [1, 1]]))["weighting/multiplier/b"] == 0.5


@given(
    seed=st.integers(0, 200),
    rate=st.floats(0.01, 10),
    start=st.floats(0, 2),
    thresholds=st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5)),
)
def test_multipliers_are_those_of_dual_ascent_written_out(
    seed: int, rate: float, start: float, thresholds: tuple[float, float]
) -> None:
    weighting = lagrangian(thresholds=dict(zip("bc", thresholds, strict=True)), rate=rate, initial_multiplier=start)
    generator, nothing = torch.Generator().manual_seed(seed), None
    multipliers = {"b": start, "c": start}
    for step in range(1, 6):
        rewards = torch.rand(3, 2, 4, generator=generator, dtype=torch.float64)
        given_ = Signals(step, rewards, rewards, 1.0, nothing, nothing, nothing)  # type: ignore[arg-type]
        metrics = weighting.before_update(given_)
        for name, row, threshold in zip("bc", rewards[1:], thresholds, strict=True):
            mean = sum(row.flatten().tolist()) / 8
            multipliers[name] = max(0.0, multipliers[name] + rate * (threshold - mean))
            assert metrics[f"weighting/multiplier/{name}"] == pytest.approx(multipliers[name], abs=1e-9)
        total = 1 + sum(multipliers.values())
        assert weighting.weights.tolist() == pytest.approx([1 / total, *(v / total for v in multipliers.values())])
