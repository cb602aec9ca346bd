"""Gradient-based weight optimisation (arXiv 2509.11452, algorithm 2).

Objectives whose policy gradients also help the other objectives gain weight: w <- softmax(log w + eta * I), where the
influence I_k = sum_j <g_k, g_j> is averaged over `accumulation_steps`. As published, eta = lr / mu is proportional to
the learning rate of the step on which the weights move; at the published constant rate it is 0.1.

Influence grows with the square of the gradient, so that one step with a large eta can take nearly all weight from an
objective. `weight_floor` is the lower bound of a weight.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from paretoscope.schema.metrics.keys import (
    AGREEMENT_COSINE,
    AGREEMENT_ERROR,
    ETA,
    GRADIENT_COSINE,
    GRADIENT_NORM,
    INFLUENCE,
)
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.influence.probe import Influence
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_objective, by_pair


def moved_weights(weights: Tensor, influences: Tensor, eta: float, floor: float = 0.0) -> Tensor:
    """Returns softmax(log weights + eta * influences) with the floor; float64 [K]. Without a floor, 0 stays 0."""
    return held_up(torch.softmax(weights.log() + eta * influences, dim=0), floor)


def held_up(weights: Tensor, floor: float) -> Tensor:
    """Returns the nearest weights by KL divergence that are at least the floor: max(floor, c * weight) with a common c.

    Args:
        weights: [K], summing to 1.
        floor: below 1 / K.
    """
    is_low = torch.zeros_like(weights, dtype=torch.bool)
    held = weights
    while (lower := (held < floor) & ~is_low).any():
        is_low = is_low | lower
        left = 1 - floor * int(is_low.sum())
        held = torch.where(is_low, floor, weights * (left / weights[~is_low].sum()))
    return held


class Gradient(WeightingMethod):
    """Moves the weights by the objectives' influences."""

    def __init__(
        self, names: Sequence[str], weights: Sequence[float], config: GradientWeighting, peak_learning_rate: float
    ) -> None:
        super().__init__(weights)
        self._names = names
        self._config = config
        self._peak_learning_rate = peak_learning_rate
        self._influence_sum = torch.zeros(len(names), dtype=torch.float64)
        self._accumulated = 0
        self._last: Tensor | None = None
        self.learns_from_updates = config.lag == 1

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Adds the influences of this step, or with a lag of the last one, and moves the weights if a move is due.

        They move every `accumulation_steps`, by the mean influences. A step whose gradients are not finite is left out.
        """
        eta = self._config.step_size(signals.learning_rate, self._peak_learning_rate)
        metrics = {ETA.key: eta}
        if not self.learns_from_updates:
            metrics |= self.after_gradients(signals.influence())
        if self._last is not None:
            self._accumulate(self._last, eta)
        self._last = None
        return metrics

    def after_gradients(self, influence: Influence) -> dict[str, float]:
        """Keeps the influences of a step for the next move of the weights, unless one is not finite."""
        self._last = influence.values if influence.values.isfinite().all() else None
        return self._metrics(influence)

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights, the influences added since they last moved, and those of the last update."""
        return super().state_dict() | {
            "influence_sum": self._influence_sum.tolist(),
            "accumulated": self._accumulated,
            "last": None if self._last is None else self._last.tolist(),
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        super().load_state_dict(state)
        self._influence_sum = torch.tensor(state["influence_sum"], dtype=torch.float64)
        self._accumulated = state["accumulated"]
        last = state.get("last")
        self._last = None if last is None else torch.tensor(last, dtype=torch.float64)

    def _accumulate(self, influences: Tensor, eta: float) -> None:
        self._influence_sum += influences
        self._accumulated += 1
        if self._accumulated == self._config.accumulation_steps:
            mean = self._influence_sum / self._accumulated
            self.weights = moved_weights(self.weights, mean, eta, self._config.weight_floor)
            self._influence_sum = torch.zeros_like(self._influence_sum)
            self._accumulated = 0

    def _metrics(self, influence: Influence) -> dict[str, float]:
        metrics = by_objective(INFLUENCE, self._names, influence.values)
        if influence.gramian is not None:
            metrics |= gradient_metrics(self._names, influence.gramian)
        comparison = influence.comparison
        if comparison is not None and comparison.exact.isfinite().all():
            metrics |= agreement(comparison.found, comparison.exact)
        return metrics


def gradient_metrics(names: Sequence[str], gramian: Gramian) -> dict[str, float]:
    """Returns the norms of the objectives' gradients, over all parameters, and the cosines between them."""
    return by_objective(GRADIENT_NORM, names, gramian.norms) | by_pair(GRADIENT_COSINE, names, gramian.cosines)


def agreement(influences: Tensor, exact: Tensor) -> dict[str, float]:
    """Returns the cosine between influences [K] and the exact ones (1 if both are 0), and their relative error."""
    product = influences.norm() * exact.norm()
    error = (influences - exact).norm()
    return {
        AGREEMENT_COSINE.key: float(influences @ exact / product) if product > 0 else float(error == 0),
        AGREEMENT_ERROR.key: float(error / exact.norm()) if exact.norm() > 0 else float(error > 0),
    }
