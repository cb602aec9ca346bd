"""What is trained on is the estimator's answer to the scalar reward, whatever makes one reward of several."""

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from paretoscope.schema.algorithms import Algorithm, Grpo, ReinforcePlusPlus, Rloo
from paretoscope_worker.advantages import build_estimator
from paretoscope_worker.advantages.tokens import completion_means, token_row
from paretoscope_worker.weighting.fixed import Fixed
from paretoscope_worker.weighting.hvo import Hvo
from paretoscope_worker.weighting.hypervolume import Hypervolume
from paretoscope_worker.weighting.learning_signal import addends, learning_signal, objective_advantages
from paretoscope_worker.weighting.method import Signals, WeightingMethod
from paretoscope_worker.weighting.smooth_tchebycheff import SmoothTchebycheff
from paretoscope_worker.weighting.tchebycheff import Tchebycheff

NAMES = ["a", "b", "c"]
WEIGHTS = [0.5, 0.3, 0.2]
LENGTHS = torch.tensor([[3, 1, 4, 2], [5, 2, 2, 6]])
ESTIMATORS: list[Algorithm] = [
    Grpo(std="group"),
    Grpo(std="batch"),
    Grpo(std="none"),
    Rloo(),
    ReinforcePlusPlus(baseline="none"),
    ReinforcePlusPlus(baseline="group_mean"),
    ReinforcePlusPlus(baseline="none", discount=0.9),
]
NORMALISED_FIRST: list[Algorithm] = [
    Grpo(combination="normalize_then_sum"),
    Rloo(combination="normalize_then_sum"),
    ReinforcePlusPlus(combination="normalize_then_sum", discount=0.9),
]
NOT_SUMS: list[Callable[[], WeightingMethod]] = [
    lambda: Tchebycheff(NAMES, WEIGHTS, {}),
    lambda: SmoothTchebycheff(NAMES, WEIGHTS, {}, 0.1),
    lambda: Hvo(NAMES, 0.1),
]


def doubled() -> WeightingMethod:
    """A sum whose reward is multiplied."""
    weighting = Hypervolume(WEIGHTS, "reward")
    weighting.after_evaluation(0.7)
    return weighting


def name_of(algorithm: Algorithm) -> str:
    return "-".join(map(str, {"type": algorithm.type, **algorithm.model_dump(exclude_defaults=True)}.values()))


def some_rewards(seed: int, *, undefined: bool) -> Tensor:
    rewards = torch.rand(3, 2, 4, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    if undefined:
        rewards[:, 1, 2] = rewards[0, 0, 3] = math.nan
    return rewards


def prepared(weighting: WeightingMethod, rewards: Tensor) -> WeightingMethod:
    nothing: object = None
    weighting.before_update(Signals(1, rewards, rewards, 1.0, nothing, nothing, nothing))  # type: ignore[arg-type]
    return weighting


@pytest.mark.parametrize("make", NOT_SUMS)
@pytest.mark.parametrize("algorithm", ESTIMATORS, ids=name_of)
@pytest.mark.parametrize("undefined", [False, True])
@pytest.mark.parametrize("priced", [False, True])
def test_a_reward_that_is_no_sum_has_the_advantages_of_itself(
    make: Callable[[], WeightingMethod], algorithm: Algorithm, *, priced: bool, undefined: bool
) -> None:
    rewards, estimator = some_rewards(4, undefined=undefined), build_estimator(algorithm)
    weighting = prepared(make(), rewards)
    prices = _prices() if priced else None
    found = learning_signal(rewards, weighting, estimator, LENGTHS, prices)
    scalar = weighting.scalarise(rewards)
    expected = estimator.parts(scalar[None], torch.ones(1).double(), LENGTHS, prices).sum(dim=0)
    torch.testing.assert_close(found.token_advantages, token_row(expected, LENGTHS), rtol=1e-6, atol=1e-8)
    torch.testing.assert_close(found.scalar_rewards, scalar, equal_nan=True)
    assert found.token_advantages.abs().max() > 0.01
    if undefined:
        assert found.advantages[1, 2] == 0


@pytest.mark.parametrize("make", [lambda: Fixed(WEIGHTS), doubled])
@pytest.mark.parametrize("algorithm", ESTIMATORS, ids=name_of)
def test_so_has_a_weighted_sum(make: Callable[[], WeightingMethod], algorithm: Algorithm) -> None:
    rewards, estimator, weighting = some_rewards(4, undefined=False), build_estimator(algorithm), make()
    found = learning_signal(rewards, weighting, estimator, LENGTHS)
    summed = weighting.reward_multiplier * (torch.tensor(WEIGHTS)[:, None, None] * rewards).sum(dim=0)
    expected = estimator.parts(summed[None], torch.ones(1).double(), LENGTHS).sum(dim=0)
    torch.testing.assert_close(found.token_advantages, token_row(expected, LENGTHS), rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("algorithm", NORMALISED_FIRST, ids=name_of)
def test_normalised_first_the_scale_of_an_objective_does_not_matter(algorithm: Algorithm) -> None:
    rewards, estimator = some_rewards(3, undefined=False), build_estimator(algorithm)
    stretched = rewards * torch.tensor([100.0, 1.0, 0.01])[:, None, None].double()
    ours, theirs = (learning_signal(one, Fixed(WEIGHTS), estimator, LENGTHS) for one in (rewards, stretched))
    torch.testing.assert_close(theirs.token_advantages, ours.token_advantages, rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(theirs.effective_weights, ours.effective_weights, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("make", NOT_SUMS)
@pytest.mark.parametrize("algorithm", ESTIMATORS, ids=name_of)
def test_what_no_objective_changes_within_a_group_is_no_objectives_share(
    make: Callable[[], WeightingMethod], algorithm: Algorithm
) -> None:
    rewards, estimator = some_rewards(5, undefined=False), build_estimator(algorithm)
    weighting = prepared(make(), rewards)
    parts, ones = addends(rewards, weighting.scalarise(rewards), weighting)
    assert parts.shape == (4, 2, 4)
    assert ones.tolist() == [1, 1, 1, 1]
    torch.testing.assert_close(parts[-1], parts[-1, :, :1].expand(2, 4))
    shares = learning_signal(rewards, weighting, estimator, LENGTHS).effective_weights
    assert shares.shape == (3,)
    assert shares.sum().item() == pytest.approx(1)


@pytest.mark.parametrize("algorithm", ESTIMATORS + NORMALISED_FIRST, ids=name_of)
def test_an_objective_alone_has_the_advantages_of_a_run_with_nothing_else(algorithm: Algorithm) -> None:
    rewards, estimator = some_rewards(6, undefined=True), build_estimator(algorithm)
    alone = objective_advantages(rewards, estimator, LENGTHS)
    for own, found in zip(rewards, alone, strict=True):
        expected = learning_signal(own[None], Fixed([1.0]), estimator, LENGTHS)
        torch.testing.assert_close(token_row(found, LENGTHS), expected.token_advantages)
        torch.testing.assert_close(completion_means(found, LENGTHS), expected.advantages)


def _prices() -> Tensor:
    """[B, G, T], some cost for each token, nothing after the end of a completion."""
    costs = torch.rand(2, 4, 6, generator=torch.Generator().manual_seed(9), dtype=torch.float64)
    return -0.1 * costs * (torch.arange(6) < LENGTHS[..., None])
