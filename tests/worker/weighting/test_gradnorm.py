import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.schema.weighting import GradNormWeighting
from paretoscope_worker.weighting.gradnorm import LEAST_LOSS, GradNorm, moved_weights
from paretoscope_worker.weighting.method import Signals

MakeSignals = Callable[..., Signals]


def tensor(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


def gradnorm(**config: Any) -> GradNorm:
    return GradNorm(["a", "b"], [0.5, 0.5], GradNormWeighting(**config))


def test_one_step_by_hand() -> None:
    """Weighted lengths 1.5 and 0.5, mean 1; paces 0.8 and 1.2 at alpha 1 make the targets 0.8 and 1.2."""
    moved = moved_weights(tensor(0.5, 0.5), tensor(3, 1), tensor(0.8, 1.2), alpha=1.0, rate=0.1)
    a, b = 0.5 - 0.1 * 1.5, 0.5 + 0.1 * 0.5
    assert moved.tolist() == pytest.approx([a / (a + b), b / (a + b)])


def test_it_descends_the_published_loss() -> None:
    """The step is along minus the gradient of sum |w_k n_k - target_k|, targets held, as autograd finds it."""
    lengths, paces = tensor(2.0, 0.7, 1.1), tensor(1.2, 0.6, 1.0)
    weights = tensor(0.5, 0.2, 0.3).requires_grad_()
    weighted = weights * lengths
    targets = (weighted.mean() * (paces / paces.mean()) ** 1.5).detach()
    (gradient,) = torch.autograd.grad((weighted - targets).abs().sum(), weights)
    stepped = weights.detach() - 0.01 * gradient / lengths.mean()
    expected = stepped / stepped.sum()
    torch.testing.assert_close(moved_weights(weights.detach(), lengths, paces, alpha=1.5, rate=0.01), expected)


def test_followed_for_long_weighted_gradients_become_alike_in_length() -> None:
    weights, lengths = tensor(0.5, 0.25, 0.25), tensor(4.0, 1.0, 2.0)
    for _ in range(4000):
        weights = moved_weights(weights, lengths, tensor(1, 1, 1), alpha=1.5, rate=1e-3)
    assert (weights * lengths).tolist() == pytest.approx([4 / 7] * 3, rel=0.02)


@given(seed=st.integers(0, 200), rate=st.floats(0.001, 10))
def test_weights_stay_on_the_simplex_and_above_the_floor(seed: int, rate: float) -> None:
    generator = torch.Generator().manual_seed(seed)
    weights, lengths, paces = (torch.rand(3, generator=generator, dtype=torch.float64) + 0.01 for _ in range(3))
    moved = moved_weights(weights / weights.sum(), lengths, paces, alpha=1.5, rate=rate)
    assert moved.sum().item() == pytest.approx(1)
    assert (moved > 0).all()


def test_the_pace_is_the_shortfall_over_that_of_the_first_step(signals: MakeSignals) -> None:
    weighting = gradnorm(ideal_point={"a": 1.0, "b": 1.0})
    products = [[1.0, 0.0], [0.0, 1.0]]
    first = weighting.before_update(signals([[0, 0], [0, 1]], products))
    assert (first["weighting/pace/a"], first["weighting/pace/b"]) == (1, 1)
    later = weighting.before_update(signals([[0, 1], [0, 1]], products))
    assert later["weighting/pace/a"] == pytest.approx((0.5 + LEAST_LOSS) / (1 + LEAST_LOSS))
    assert later["weighting/pace/b"] == 1
    assert weighting.weights[1] > weighting.weights[0]


def test_the_ideal_point_is_the_greatest_reward_seen_unless_given(signals: MakeSignals) -> None:
    weighting = gradnorm()
    weighting.before_update(signals([[0, 2], [1, 1]], [[1.0, 0.0], [0.0, 1.0]]))
    metrics = weighting.before_update(signals([[1, 2], [1, 1]], [[1.0, 0.0], [0.0, 1.0]]))
    assert metrics["weighting/pace/a"] == pytest.approx((0.5 + LEAST_LOSS) / (1 + LEAST_LOSS))
    assert metrics["weighting/pace/b"] == 1


def test_the_first_loss_is_that_of_the_first_step_with_a_reward(signals: MakeSignals) -> None:
    weighting = gradnorm(ideal_point={"a": 1.0, "b": 1.0})
    nan, products = math.nan, [[1.0, 0.0], [0.0, 1.0]]
    rewards = [[[nan, nan], [0, 1]], [[0, 1], [0, 1]], [[nan, nan], [0, 1]], [[1, 1], [0, 1]]]
    paces = [weighting.before_update(signals(step, products))["weighting/pace/a"] for step in rewards]
    assert paces == pytest.approx([1, 1, 1, LEAST_LOSS / (0.5 + LEAST_LOSS)])


@pytest.mark.parametrize("products", [[[0.0, 0.0], [0.0, 0.0]], [[math.nan, 0.0], [0.0, 1.0]]])
def test_where_no_gradient_says_anything_the_weights_stay(signals: MakeSignals, products: list[list[float]]) -> None:
    weighting = gradnorm()
    weighting.before_update(signals([[0, 1], [1, 0]], products))
    assert weighting.weights.tolist() == [0.5, 0.5]
