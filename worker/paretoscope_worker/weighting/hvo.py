"""Hypervolume optimisation, HVO (arXiv 2510.19325): R = prod_k (r_k - (min over the batch of r_k - epsilon)).

It is the volume between a completion's rewards and a reference point slightly below the worst rewards of the batch.
There are no weights. The weights that are shown are equal; the effective weights show what each objective contributes.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, ClassVar

import torch
from torch import Tensor

from paretoscope.schema.methods import BY_TYPE
from paretoscope.schema.metrics.keys import FLOOR
from paretoscope_worker.objectives.rewards import fill_undefined
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_objective
from paretoscope_worker.weighting.replot import mean_over_completions


class Hvo(WeightingMethod):
    """The reward is a product, so completions that are good in every objective are best."""

    is_linear: ClassVar[bool] = BY_TYPE["hvo"].is_linear

    def __init__(self, names: Sequence[str], epsilon: float) -> None:
        super().__init__([1.0] * len(names))
        self._names = names
        self._epsilon = epsilon
        self._floors = torch.zeros(len(names), dtype=torch.float64)

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Sets the floors from the step's batch and reports them."""
        self._floors = fill_undefined(signals.rewards).flatten(1).amin(dim=1) - self._epsilon
        return by_objective(FLOOR, self._names, self._floors)

    def scalarise(self, rewards: Tensor) -> Tensor:
        """Returns the product over objectives of reward minus floor, [B, G]."""
        volumes = (fill_undefined(rewards) - self._floors[:, None, None]).prod(dim=0)
        return volumes.masked_fill(rewards.isnan().all(dim=0), torch.nan)

    def plotted_reward(self, plotted: Mapping[str, float], names: Sequence[str], rewards: Tensor) -> float:
        """Returns the mean scalar reward, computed by the formula from the plotted floors."""
        floors = [plotted[FLOOR.of(name)] for name in names]
        return mean_over_completions(
            rewards, lambda row: prod(reward - floor for reward, floor in zip(row, floors, strict=True))
        )

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights and the floors."""
        return super().state_dict() | {"floors": self._floors.tolist()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._floors = torch.tensor(state["floors"], dtype=torch.float64)
