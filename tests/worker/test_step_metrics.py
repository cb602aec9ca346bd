import math
from dataclasses import replace
from typing import Literal

import pytest
import torch

from paretoscope_worker.advantages.grpo import Grpo
from paretoscope_worker.objectives.rewards import Scored
from paretoscope_worker.step_metrics import reward_metrics, update_metrics
from paretoscope_worker.updates.update import Update
from paretoscope_worker.weighting.fixed import Fixed
from paretoscope_worker.weighting.hypervolume import Hypervolume
from paretoscope_worker.weighting.learning_signal import learning_signal
from paretoscope_worker.weighting.method import WeightingMethod

NAMES = ["accuracy", "length"]
REWARDS = torch.tensor([[[1, 0, 0, 1], [1, 1, 1, 1]], [[0, 1, 0, 1], [0, 0, 1, 0]]], dtype=torch.float64)
SCORED = Scored(REWARDS, {"accuracy": 0.75, "length": 41.5})
LENGTHS = torch.full((2, 4), 3)


def metrics_of(weighting: WeightingMethod, scored: Scored = SCORED) -> dict[str, float]:
    signal = learning_signal(scored.rewards, weighting, Grpo("group", 1e-6), LENGTHS)
    return reward_metrics(NAMES, scored, signal, weighting, {})


def test_nominal_weights_rewards_objectives_and_ties_are_named_by_objective() -> None:
    metrics = metrics_of(Fixed([0.8, 0.2]))
    assert metrics["weight/accuracy"] == 0.8
    assert metrics["reward/accuracy"] == 0.75
    assert metrics["reward/length"] == 0.375
    assert metrics["objective/accuracy/train"] == 0.75
    assert metrics["objective/length/train"] == 41.5
    assert metrics["advantage/tie_fraction/accuracy"] == 0.5
    assert metrics["advantage/tie_fraction/length"] == 0.0
    assert metrics["effective_weight/accuracy"] + metrics["effective_weight/length"] == pytest.approx(1)


def test_the_plotted_reward_is_the_weighted_sum_of_plotted_parts_and_the_trained_one() -> None:
    metrics = metrics_of(Fixed([0.8, 0.2]))
    assert metrics["reward/total"] == pytest.approx(0.8 * 0.75 + 0.2 * 0.375)
    assert metrics["check/reward_difference"] < 1e-12


@pytest.mark.parametrize(("apply_to", "factor"), [("reward", 2.0), ("advantage", 1.0)])
def test_a_multiplier_on_the_reward_is_part_of_the_plotted_reward(apply_to: str, factor: float) -> None:
    where: Literal["reward", "advantage"] = "reward" if apply_to == "reward" else "advantage"
    weighting = Hypervolume([0.8, 0.2], where, "absolute")
    weighting.after_evaluation(100.0)
    metrics = metrics_of(weighting)
    assert metrics["reward/total"] == pytest.approx(factor * (0.8 * 0.75 + 0.2 * 0.375))
    assert metrics["check/reward_difference"] < 1e-12


def test_undefined_rewards_do_not_part_the_plotted_reward_from_the_trained_one() -> None:
    rewards = REWARDS.clone()
    rewards[0, 0, 1] = rewards[:, 0, 2] = rewards[1, 1] = math.nan
    assert metrics_of(Fixed([0.8, 0.2]), Scored(rewards, SCORED.values))["check/reward_difference"] < 1e-12


def test_training_with_other_weights_than_those_plotted_shows_as_a_difference() -> None:
    signal = learning_signal(REWARDS, Fixed([0.5, 0.5]), Grpo("group", 1e-6), LENGTHS)
    metrics = reward_metrics(NAMES, SCORED, signal, Fixed([0.8, 0.2]), {})
    assert metrics["check/reward_difference"] == pytest.approx(0.3 * 0.375)


def test_training_without_a_plotted_multiplier_shows_as_a_difference() -> None:
    plain = learning_signal(REWARDS, Fixed([0.8, 0.2]), Grpo("group", 1e-6), LENGTHS)
    doubled = replace(plain, scalar_rewards=2 * plain.scalar_rewards)
    metrics = reward_metrics(NAMES, SCORED, doubled, Fixed([0.8, 0.2]), {})
    assert metrics["check/reward_difference"] == pytest.approx(metrics["reward/total"])


def test_what_is_not_known_of_an_update_is_no_metric() -> None:
    update = Update(0.1, 2.0, 0.3, 1e-4, True, 0.25, 1.5, None, None, None)
    metrics = update_metrics(update)
    assert metrics["policy/clip_fraction"] == 0.25
    assert metrics["policy/ratio_max"] == 1.5
    assert not {"policy/kl", "rollout/mismatch_mean", "rollout/mismatch_max"} & metrics.keys()
    known = update_metrics(replace(update, kl=0.01, mismatch_mean=0.02, mismatch_max=0.3))
    assert (known["policy/kl"], known["rollout/mismatch_mean"], known["rollout/mismatch_max"]) == (0.01, 0.02, 0.3)


def test_covariances_and_correlations_are_named_by_objective_and_by_pair() -> None:
    metrics = metrics_of(Fixed([0.8, 0.2]))
    signal = learning_signal(REWARDS, Fixed([0.8, 0.2]), Grpo("group", 1e-6), LENGTHS)
    expected = (signal.advantages * REWARDS[0]).mean().item()
    assert metrics["covariance/accuracy"] == pytest.approx(expected)
    assert metrics["advantage/correlation/accuracy/length"] == pytest.approx(0.0)
    assert "advantage/correlation/length/accuracy" not in metrics


def test_the_methods_own_metrics_are_kept() -> None:
    signal = learning_signal(REWARDS, Fixed([0.8, 0.2]), Grpo("group", 1e-6), LENGTHS)
    assert reward_metrics(NAMES, SCORED, signal, Fixed([0.8, 0.2]), {"weighting/eta": 0.1})["weighting/eta"] == 0.1
