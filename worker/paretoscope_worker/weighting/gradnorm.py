"""GradNorm (arXiv 1711.02257): weighted gradients get similar norms, larger ones for objectives that lag behind.

Let n_k be the norm of an objective's gradient and G_k = w_k n_k. Let x_k be the ratio of the objective's loss to its
loss at the first step, divided by the mean of these ratios. The target of G_k is mean(G) * x_k^alpha and is held
constant while the weights descend sum |G_k - target_k|: w_k <- w_k - rate * sign(G_k - target_k) * n_k. They are then
divided by their sum.

The policy loss is 0 by construction, so the loss of an objective is its shortfall: ideal point minus mean reward. (The
published code of arXiv 2602.06869 uses the policy loss.) In the step, the norms are divided by their mean, so that the
rate does not depend on the scale of gradients. No weight falls below 0.001, because it could not rise again.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from paretoscope.schema.metrics.keys import PACE
from paretoscope.schema.weighting import GradNormWeighting
from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.objectives.rewards import is_rewarded, mean_rewards
from paretoscope_worker.weighting.gradient import gradient_metrics
from paretoscope_worker.weighting.ideal_point import IdealPoint
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_objective

LEAST_WEIGHT = 1e-3
LEAST_LOSS = 1e-2
"""Added to losses, so that the ratio of an objective that begins at its ideal point is defined."""


def moved_weights(weights: Tensor, lengths: Tensor, paces: Tensor, *, alpha: float, rate: float) -> Tensor:
    """Returns the weights after one step, float64 [K], summing to 1.

    Args:
        weights: [K].
        lengths: [K], norms of the gradients, not all 0.
        paces: [K], each objective's loss divided by its loss at the first step.
        alpha: how strongly objectives that lag behind are favoured.
        rate: step size.
    """
    weighted = weights * lengths
    targets = weighted.mean() * (paces / paces.mean()) ** alpha
    stepped = weights - rate * torch.sign(weighted - targets) * lengths / lengths.mean()
    positive = stepped.clamp(min=LEAST_WEIGHT)
    return positive / positive.sum()


class GradNorm(WeightingMethod):
    """Moves the weights so that all objectives are learnt at a similar pace."""

    def __init__(self, names: Sequence[str], weights: Sequence[float], config: GradNormWeighting) -> None:
        super().__init__(weights)
        self._names = names
        self._alpha = config.alpha
        self._rate = config.rate
        self._ideal_point = IdealPoint(config.ideal_point, names)
        self._first_losses = torch.full((len(names),), torch.nan, dtype=torch.float64)

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Moves the weights by the step's gradients, unless all gradients are 0 or one is not finite.

        Returns:
            Norms and cosines of the gradients, and each objective's loss divided by its loss at the first step.
        """
        paces = self._paces(signals.rewards)
        gramian = signals.gramian()
        if _is_usable(gramian):
            self.weights = moved_weights(self.weights, gramian.lengths, paces, alpha=self._alpha, rate=self._rate)
        return gradient_metrics(self._names, gramian) | by_objective(PACE, self._names, paces)

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights, the ideal point and the losses of the first step."""
        return super().state_dict() | {
            "ideal_point": self._ideal_point.state_dict(),
            "first_losses": self._first_losses.tolist(),
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._ideal_point.load_state_dict(state["ideal_point"])
        self._first_losses = torch.tensor(state["first_losses"], dtype=torch.float64)

    def _paces(self, rewards: Tensor) -> Tensor:
        """Returns the ratios of losses to first losses, [K]; 1 for objectives that reward no completion of the step."""
        self._ideal_point.see(rewards)
        losses = self._ideal_point.shortfalls(mean_rewards(rewards)).clamp(min=0) + LEAST_LOSS
        losses = losses.masked_fill(~is_rewarded(rewards), torch.nan)
        self._first_losses = torch.where(self._first_losses.isnan(), losses, self._first_losses)
        return (losses / self._first_losses).nan_to_num(nan=1.0)


def _is_usable(gramian: Gramian) -> bool:
    return bool(gramian.lengths.isfinite().all()) and bool((gramian.lengths > 0).any())
