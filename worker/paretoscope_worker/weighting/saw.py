"""Stage-aware dynamic weighting, SAW (arXiv 2606.07705).

The weight of an objective is proportional to the coefficient of variation of its rewards over the batch:
c_k = std(r_k) / (|mean(r_k)| + epsilon) and w_k = c_k / sum c, with the unbiased standard deviation. If rewards have
both signs, a mean near 0 would make c_k very large. The published code therefore shifts each reward so that its
smallest possible value is 0. By default, rewards are shifted here so that the smallest reward so far is not negative.
If no reward varies, the weights do not change.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from paretoscope.schema.metrics.keys import DISPERSION
from paretoscope.schema.weighting import SawWeighting
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_name, by_objective


class Saw(WeightingMethod):
    """Sets weights proportional to the variation of each objective's rewards relative to their mean."""

    def __init__(self, names: Sequence[str], config: SawWeighting) -> None:
        super().__init__([1.0] * len(names))
        self._names = names
        self._shifts = by_name(config.shifts, names, torch.nan)
        self._epsilon = config.epsilon
        self._least = torch.zeros(len(names), dtype=torch.float64)

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Sets the weights from the step's batch."""
        rewards = signals.rewards.flatten(1)
        self._least = torch.minimum(self._least, rewards.nan_to_num(nan=torch.inf).amin(dim=1))
        shifts = torch.where(self._shifts.isnan(), -self._least, self._shifts)
        dispersions = _dispersions(rewards, shifts, self._epsilon)
        total = dispersions.sum()
        if total > 0:
            self.weights = dispersions / total
        return by_objective(DISPERSION, self._names, dispersions)

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights and the smallest rewards so far."""
        return super().state_dict() | {"least": self._least.tolist()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._least = torch.tensor(state["least"], dtype=torch.float64)


def _dispersions(rewards: Tensor, shifts: Tensor, epsilon: float) -> Tensor:
    """Returns the coefficient of variation of each row's defined, shifted rewards, [K]; 0 for fewer than two."""
    count = rewards.isfinite().sum(dim=1)
    means = rewards.nanmean(dim=1)
    squares = (rewards - means[:, None]).nan_to_num(nan=0.0).square().sum(dim=1)
    spreads = (squares / (count - 1).clamp(min=1)).sqrt()
    return torch.where(count > 1, spreads / ((means + shifts).abs() + epsilon), 0.0)
