import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.influence.probe import Comparison, Influence
from paretoscope_worker.weighting import build_weighting
from paretoscope_worker.weighting.gradient import Gradient, agreement, held_up, moved_weights
from paretoscope_worker.weighting.method import Signals

MakeSignals = Callable[..., Signals]
PRODUCTS = [[1.0, 0.5], [0.5, 4.0]]
"""Influences 1.5 and 4.5, cosine 0.25."""


@pytest.fixture
def at(signals: MakeSignals) -> MakeSignals:
    """Signals at a learning rate, with inner products of gradients."""
    return lambda rate, products=PRODUCTS: signals([[0, 1], [1, 0]], products, learning_rate=rate)


def gradient(weights: list[float], peak_learning_rate: float = 1.0, **settings: Any) -> Gradient:
    return Gradient(["a", "b"], weights, GradientWeighting(**settings), peak_learning_rate)


def test_weights_move_by_softmax_of_log_weight_plus_eta_times_influence(at: MakeSignals) -> None:
    weighting = gradient([0.75, 0.25], mu=0.01)
    weighting.before_update(at(0.001))
    a, b = 0.75 * math.exp(0.1 * 1.5), 0.25 * math.exp(0.1 * 4.5)
    assert weighting.weights.tolist() == pytest.approx([a / (a + b), b / (a + b)], abs=1e-15)


@given(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), st.lists(st.floats(-50, 50), min_size=3, max_size=3))
def test_moved_weights_stay_on_the_simplex_and_ignore_a_common_influence(start: list[float], pull: list[float]) -> None:
    weights = torch.tensor(start, dtype=torch.float64) / sum(start)
    influences = torch.tensor(pull, dtype=torch.float64)
    moved = moved_weights(weights, influences, 0.1)
    assert moved.sum().item() == pytest.approx(1)
    assert (moved >= 0).all()
    torch.testing.assert_close(moved_weights(weights, influences + 7, 0.1), moved)


def test_an_objective_of_weight_0_stays_at_0() -> None:
    weights = moved_weights(torch.tensor([0.0, 1.0], dtype=torch.float64), torch.tensor([9.0, 1.0]), 0.1)
    assert weights.tolist() == [0, 1]


def test_a_larger_influence_gains_weight(at: MakeSignals) -> None:
    weighting = gradient([0.5, 0.5], mu=1.0)
    weighting.before_update(at(0.1))
    assert weighting.weights[1] > 0.5


def test_weights_move_once_every_accumulation_steps_by_the_mean_influence(at: MakeSignals) -> None:
    weighting = gradient([0.5, 0.5], mu=1.0, accumulation_steps=2)
    weighting.before_update(at(0.1, [[1.0, 0.0], [0.0, 3.0]]))
    assert weighting.weights.tolist() == [0.5, 0.5]
    weighting.before_update(at(0.1, [[3.0, 0.0], [0.0, 9.0]]))
    expected = moved_weights(torch.tensor([0.5, 0.5], dtype=torch.float64), torch.tensor([2.0, 6.0]), 0.1)
    torch.testing.assert_close(weighting.weights, expected)


def test_eta_follows_the_learning_rate_of_the_step(at: MakeSignals) -> None:
    weighting = gradient([0.5, 0.5], mu=0.002)
    assert weighting.before_update(at(0.001))["weighting/eta"] == 0.5
    assert weighting.before_update(at(0.0))["weighting/eta"] == 0.0


def test_influences_norms_and_cosines_are_reported_by_name(at: MakeSignals) -> None:
    metrics = gradient([0.5, 0.5], mu=1.0).before_update(at(0.1))
    assert metrics == {
        "weighting/eta": 0.1,
        "influence/a": 1.5,
        "influence/b": 4.5,
        "gradient/norm/a": 1.0,
        "gradient/norm/b": 2.0,
        "gradient/cosine/a/b": 0.25,
    }


def test_gradients_that_are_not_finite_move_nothing(at: MakeSignals) -> None:
    weighting = gradient([0.5, 0.5], mu=1.0)
    weighting.before_update(at(0.1, [[math.nan] * 2] * 2))
    assert weighting.weights.tolist() == [0.5, 0.5]


def test_weights_and_what_is_accumulated_are_kept_in_checkpoints(at: MakeSignals) -> None:
    before = gradient([0.5, 0.5], mu=1.0, accumulation_steps=2)
    for _ in range(3):
        before.before_update(at(0.1))
    after = gradient([0.5, 0.5], mu=1.0, accumulation_steps=2)
    after.load_state_dict(before.state_dict())
    for weighting in (before, after):
        weighting.before_update(at(0.1))
    assert torch.equal(after.weights, before.weights)


def test_with_a_lag_the_influences_of_an_update_move_the_weights_before_the_next(at: MakeSignals) -> None:
    influence = Influence(torch.tensor([1.0, 3.0], dtype=torch.float64))
    late, prompt = gradient([0.5, 0.5], mu=1.0, lag=1), gradient([0.5, 0.5], mu=1.0)
    assert late.learns_from_updates
    assert not prompt.learns_from_updates
    assert late.before_update(at(0.1)) == {"weighting/eta": 0.1}
    assert late.weights.tolist() == [0.5, 0.5]
    assert late.after_gradients(influence) == {"influence/a": 1.0, "influence/b": 3.0}
    assert late.weights.tolist() == [0.5, 0.5]
    resumed = gradient([0.5, 0.5], mu=1.0, lag=1)
    resumed.load_state_dict(late.state_dict())
    for one in (late, resumed):
        one.before_update(at(0.1))
    assert torch.equal(late.weights, resumed.weights)
    assert torch.equal(late.weights, moved_weights(torch.tensor([0.5, 0.5]).double(), influence.values, 0.1))
    late.before_update(at(0.1))
    assert torch.equal(late.weights, resumed.weights)


def test_influences_compared_with_exact_ones_report_how_well_they_agree(signals: MakeSignals) -> None:
    exact = torch.tensor([3.0, 4.0], dtype=torch.float64)
    gramian = Gramian(torch.eye(2).double(), torch.ones(2).double())
    values = torch.tensor([3.0, 3.0], dtype=torch.float64)
    found = Influence(values, gramian, Comparison(values, exact))
    given = signals([[0, 1], [1, 0]], influence=lambda: found)
    metrics = gradient([0.5, 0.5], mu=1.0).before_update(given)
    assert metrics["weighting/agreement/cosine"] == pytest.approx(21 / (5 * math.sqrt(18)))
    assert metrics["weighting/agreement/relative_error"] == pytest.approx(1 / 5)


def test_influences_that_all_vanish_agree() -> None:
    nothing, something = torch.zeros(2).double(), torch.ones(2).double()
    assert agreement(nothing, nothing) == {"weighting/agreement/cosine": 1, "weighting/agreement/relative_error": 0}
    assert agreement(something, nothing) == {"weighting/agreement/cosine": 0, "weighting/agreement/relative_error": 1}


def test_influences_without_gradients_report_none(signals: MakeSignals) -> None:
    given = signals([[0, 1], [1, 0]], influence=lambda: Influence(torch.ones(2).double()))
    metrics = gradient([0.5, 0.5], mu=1.0).before_update(given)
    assert set(metrics) == {"weighting/eta", "influence/a", "influence/b"}


@pytest.mark.parametrize("rate", [1e-6, 1.5e-4, 1e-2])
def test_eta_is_a_tenth_at_whatever_peak_learning_rate_unless_the_config_says_otherwise(
    at: MakeSignals, make_config: Callable[..., RunConfig], rate: float
) -> None:
    def eta(learning_rate: float, **settings: float) -> float:
        config = make_config(
            objectives=[{"type": "accuracy"}, {"type": "clarity"}],
            weighting={"type": "gradient"} | settings,
            optimizer={"learning_rate": rate},
        )
        return build_weighting(config).before_update(at(learning_rate))["weighting/eta"]

    assert eta(rate) == pytest.approx(0.1)
    assert eta(rate / 4) == pytest.approx(0.025)
    assert eta(rate / 4, eta=1.0) == pytest.approx(0.25)
    assert eta(rate, mu=1e-5) == pytest.approx(rate / 1e-5)


simplexes = st.lists(st.floats(1e-12, 1), min_size=2, max_size=8).map(lambda values: [v / sum(values) for v in values])


@given(simplexes, st.floats(0, 0.999))
def test_weights_held_up_are_at_least_the_floor_sum_to_1_and_keep_the_ratios_of_those_above(
    start: list[float], share: float
) -> None:
    weights, floor = torch.tensor(start, dtype=torch.float64), share / len(start)
    held = held_up(weights, floor)
    assert held.sum().item() == pytest.approx(1)
    assert (held >= floor).all()
    above = held > floor * (1 + 1e-9)
    factors = held[above] / weights[above]
    torch.testing.assert_close(factors, factors.max().expand_as(factors))
    assert (factors <= 1 + 1e-9).all()
    assert (weights[~above] * factors.max() <= floor * (1 + 1e-6)).all() if above.any() else True


def test_without_a_floor_weights_are_the_published_ones_bit_for_bit() -> None:
    weights, influences = torch.tensor([0.2, 0.5, 0.3]).double(), torch.tensor([-40.0, 1.0, 2.0]).double()
    published = torch.softmax(weights.log() + 0.7 * influences, dim=0)
    assert torch.equal(moved_weights(weights, influences, 0.7), published)


def test_one_objective_that_outgrows_the_others_leaves_them_the_floor_from_which_they_return(at: MakeSignals) -> None:
    """Influence grows with the square of a gradient: 14 times as much at once was seen with whitened advantages."""
    free, held = gradient([0.5, 0.5], mu=1.0), gradient([0.5, 0.5], mu=1.0, weight_floor=0.05)
    for weighting in (free, held):
        weighting.before_update(at(1.0, [[0.1, 0.0], [0.0, 14.0]]))
    assert free.weights[0] < 1e-5
    assert held.weights.tolist() == pytest.approx([0.05, 0.95])
    held.before_update(at(1.0, [[4.0, 0.0], [0.0, 0.1]]))
    assert held.weights[0] > 0.5


def test_influences_that_are_not_finite_are_not_said_to_agree_or_disagree(signals: MakeSignals) -> None:
    nan = torch.full((2,), math.nan, dtype=torch.float64)
    given = signals(
        [[0, 1], [1, 0]], influence=lambda: Influence(nan, Gramian(torch.eye(2).double(), nan), Comparison(nan, nan))
    )
    assert "weighting/agreement/cosine" not in gradient([0.5, 0.5]).before_update(given)
