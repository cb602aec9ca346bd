"""Covariance targeted weight adaptation, CTWA (arXiv 2602.06869).

To first order, an update improves an objective by the covariance of its reward with the trained advantage. Let ema_k be
the moving average of this covariance over the steps in which the objective rewards any completion. Then
log w_k += rate * relu(target_k - ema_k), unless the mean reward of the objective has reached its cap.

As in the published code, the average begins with the first value, and the update of a step determines the weights of
the next step. The published code lets the sum of the weights grow, which GRPO's normalisation cancels; here the weights
are divided by their sum. It uses the clipped importance-weighted advantage in the covariance; here the policy itself
samples the rollout, so this is equal to the advantage.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from paretoscope.schema.metrics.keys import AVERAGE_COVARIANCE, MISSING_COVARIANCE
from paretoscope.schema.weighting.ctwa import DEFAULT_CAP, DEFAULT_TARGET, CtwaWeighting
from paretoscope_worker.advantages.diagnostics import correlations, covariances
from paretoscope_worker.objectives.rewards import is_rewarded, mean_rewards
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_name, by_objective


class Ctwa(WeightingMethod):
    """Objectives whose rewards covary too little with the advantage gain weight."""

    def __init__(self, names: Sequence[str], weights: Sequence[float], config: CtwaWeighting) -> None:
        super().__init__(weights)
        self._names = names
        self._targets = by_name(config.targets, names, DEFAULT_TARGET)
        self._caps = by_name(config.caps, names, DEFAULT_CAP)
        self._rate = config.rate
        self._smoothing = config.smoothing
        self._statistic = covariances if config.statistic == "covariance" else correlations
        self._average = torch.full((len(names),), torch.nan, dtype=torch.float64)
        self._mean_rewards = torch.zeros(len(names), dtype=torch.float64)

    def before_update(self, signals: Signals) -> dict[str, float]:  # noqa: ARG002
        """Moves the weights by the covariances of the previous update; before the first update they do not move."""
        if self._average.isnan().all():
            return {}
        missing = (self._targets - self._average).clamp(min=0).nan_to_num(nan=0.0) * (self._mean_rewards < self._caps)
        self.weights = torch.softmax(self.weights.log() + self._rate * missing, dim=0)
        return by_objective(AVERAGE_COVARIANCE, self._names, self._average) | by_objective(
            MISSING_COVARIANCE, self._names, missing
        )

    def after_update(self, rewards: Tensor, advantages: Tensor) -> None:
        """Adds the step's covariances to the moving averages of the objectives that reward any completion."""
        found, seen = self._statistic(rewards, advantages), is_rewarded(rewards)
        old = torch.where(self._average.isnan(), found, self._average)
        self._average = torch.where(seen, (1 - self._smoothing) * old + self._smoothing * found, self._average)
        self._mean_rewards = torch.where(seen, mean_rewards(rewards), self._mean_rewards)

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights, and the moving averages and mean rewards for the next move."""
        return super().state_dict() | {
            "average": self._average.tolist(),
            "mean_rewards": self._mean_rewards.tolist(),
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._average = torch.tensor(state["average"], dtype=torch.float64)
        self._mean_rewards = torch.tensor(state["mean_rewards"], dtype=torch.float64)
