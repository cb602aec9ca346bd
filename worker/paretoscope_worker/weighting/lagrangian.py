"""Maximises one objective while the mean rewards of the others stay above thresholds (dual ascent).

The scalar reward is r_max + sum_k lambda_k r_k, divided by 1 + sum lambda, so that its weights sum to 1 and the update
does not grow with the multipliers. Before each update, lambda_k <- max(0, lambda_k + rate * (threshold_k - mean r_k)),
which is dual ascent on the current rollout, as in the published code of arXiv 2602.06869. The multiplier of an
objective that rewards no completion of the rollout does not change.
"""

from collections.abc import Sequence
from typing import Any

import torch

from paretoscope.schema.metrics.keys import MISSING, MULTIPLIER
from paretoscope.schema.weighting import LagrangianWeighting
from paretoscope_worker.objectives.rewards import is_rewarded, mean_rewards
from paretoscope_worker.weighting.method import Signals, WeightingMethod, as_weights, by_name, by_objective


class Lagrangian(WeightingMethod):
    """The weights are the multipliers divided by their sum; the multiplier of the maximised objective is 1."""

    def __init__(self, names: Sequence[str], config: LagrangianWeighting) -> None:
        maximised = config.maximised(names)
        self._names = names
        self._is_constrained = torch.tensor([name != maximised for name in names])
        self._multipliers = by_name({maximised: 1.0}, names, config.initial_multiplier)
        self._thresholds = by_name(config.thresholds, names, torch.nan)
        self._rate = config.rate
        super().__init__(self._multipliers.tolist())

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Moves each multiplier by the distance of its objective from its threshold.

        Returns:
            All multipliers, with 1 for the maximised objective, and the missing reward of each constrained objective.
        """
        means = mean_rewards(signals.rewards).masked_fill(~is_rewarded(signals.rewards), torch.nan)
        self._thresholds = torch.where(self._thresholds.isnan(), means, self._thresholds)
        missing = (self._thresholds - means).nan_to_num(nan=0.0)
        moved = (self._multipliers + self._rate * missing).clamp(min=0)
        self._multipliers = torch.where(self._is_constrained, moved, 1.0)
        self.weights = as_weights(self._multipliers.tolist())
        held = [name for name, is_held in zip(self._names, self._is_constrained.tolist(), strict=True) if is_held]
        return by_objective(MULTIPLIER, self._names, self._multipliers) | by_objective(
            MISSING, held, missing[self._is_constrained]
        )

    def state_dict(self) -> dict[str, Any]:
        """Returns weights, multipliers and thresholds."""
        return super().state_dict() | {
            "multipliers": self._multipliers.tolist(),
            "thresholds": self._thresholds.tolist(),
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._multipliers = torch.tensor(state["multipliers"], dtype=torch.float64)
        self._thresholds = torch.tensor(state["thresholds"], dtype=torch.float64)
