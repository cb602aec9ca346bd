"""Tchebycheff scalarisation: R = -max_k w_k (z_k - r_k), where z is the ideal point.

It can reach points on the non-convex part of a front, which no weighted sum can. The ideal point is given, or it is the
running maximum of each reward over all completions so far, as in the published code of arXiv 2602.06869. An objective
that rewards no completion of a step has no shortfall on that step.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import torch
from torch import Tensor

from paretoscope.schema.methods import BY_TYPE
from paretoscope.schema.metrics.keys import BOTTLENECK, IDEAL, WEIGHT
from paretoscope_worker.objectives.rewards import fill_undefined, is_rewarded
from paretoscope_worker.weighting.ideal_point import IdealPoint
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_objective
from paretoscope_worker.weighting.replot import mean_over_completions


class Tchebycheff(WeightingMethod):
    """Only the largest weighted shortfall of a completion counts."""

    is_linear: ClassVar[bool] = BY_TYPE["tchebycheff"].is_linear

    def __init__(self, names: Sequence[str], weights: Sequence[float], ideal_point: Mapping[str, float]) -> None:
        """Args: `ideal_point` may leave objectives out; they use the greatest reward so far."""
        super().__init__(weights)
        self._names = names
        self._ideal_point = IdealPoint(ideal_point, names)
        self._is_rewarded = torch.ones(len(names), dtype=torch.bool)

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Updates the ideal point. The weights do not move.

        Returns:
            The ideal point, and the share of completions in which each objective is the bottleneck.
        """
        self._ideal_point.see(signals.rewards)
        self._is_rewarded = is_rewarded(signals.rewards)
        shares = self._bottlenecks(self._weighted_shortfalls(signals.rewards)).mean(dim=(1, 2))
        ideal = by_objective(IDEAL, self._names, self._ideal_point.values.nan_to_num(neginf=0.0))
        return ideal | by_objective(BOTTLENECK, self._names, shares)

    def scalarise(self, rewards: Tensor) -> Tensor:
        """Returns minus the largest weighted shortfall, [B, G]."""
        return self._worst(self._weighted_shortfalls(rewards)).masked_fill(rewards.isnan().all(dim=0), torch.nan)

    def plotted_reward(self, plotted: Mapping[str, float], names: Sequence[str], rewards: Tensor) -> float:
        """Returns the mean scalar reward, computed by the formula from the plotted weights and ideal point."""
        seen = is_rewarded(rewards).tolist()
        weights = [plotted[WEIGHT.of(name)] * counts for name, counts in zip(names, seen, strict=True)]
        ideal = [plotted[IDEAL.of(name)] for name in names]
        return mean_over_completions(
            rewards, lambda row: self._formula([w * (z - r) for w, z, r in zip(weights, ideal, row, strict=True)])
        )

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights and the ideal point."""
        return super().state_dict() | {"ideal_point": self._ideal_point.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._ideal_point.load_state_dict(state["ideal_point"])

    def _weighted_shortfalls(self, rewards: Tensor) -> Tensor:
        counted = self.weights * self._is_rewarded
        return counted[:, None, None] * self._ideal_point.shortfalls(fill_undefined(rewards))

    def _worst(self, shortfalls: Tensor) -> Tensor:
        """Turns weighted shortfalls [K, B, G] into scalar rewards [B, G]."""
        return -shortfalls.amax(dim=0)

    def _bottlenecks(self, shortfalls: Tensor) -> Tensor:
        """Returns each objective's share of the largest shortfall, [K, B, G], summing to 1. Equal ones share it."""
        is_worst = (shortfalls >= shortfalls.amax(dim=0)).double()
        return is_worst / is_worst.sum(dim=0)

    def _formula(self, shortfalls: Sequence[float]) -> float:
        return -max(shortfalls)
