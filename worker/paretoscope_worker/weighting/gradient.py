"""Gradient-based weight optimisation (arXiv 2509.11452, algorithm 2).

Objectives whose policy gradient also serves the others gain weight: w <- softmax(log w + eta * I), with the influence
I_k = sum_j <g_k, g_j> averaged over `accumulation_steps` and eta = lr / mu of the step on which the weights move.
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
from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.influence.probe import Influence
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_objective, by_pair


def moved_weights(weights: Tensor, influences: Tensor, eta: float) -> Tensor:
    """Returns softmax(log weights + eta * influences), float64 [K]; a weight of 0 stays 0."""
    return torch.softmax(weights.log() + eta * influences, dim=0)


class Gradient(WeightingMethod):
    """Weights that follow the objectives' influence."""

    def __init__(self, names: Sequence[str], weights: Sequence[float], mu: float, accumulation_steps: int) -> None:
        super().__init__(weights)
        self._names = names
        self._mu = mu
        self._accumulation_steps = accumulation_steps
        self._influence_sum = torch.zeros(len(names), dtype=torch.float64)
        self._accumulated = 0

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Adds the step's influence and, every `accumulation_steps`, moves the weights by the mean.

        A step whose gradients are not finite is left out.
        """
        influence = signals.influence()
        eta = signals.learning_rate / self._mu
        if influence.values.isfinite().all():
            self._accumulate(influence.values, eta)
        return {ETA.key: eta} | self._metrics(influence)

    def state_dict(self) -> dict[str, Any]:
        """Returns the weights and the influence accumulated since they last moved."""
        return super().state_dict() | {
            "influence_sum": self._influence_sum.tolist(),
            "accumulated": self._accumulated,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        super().load_state_dict(state)
        self._influence_sum = torch.tensor(state["influence_sum"], dtype=torch.float64)
        self._accumulated = state["accumulated"]

    def _accumulate(self, influences: Tensor, eta: float) -> None:
        self._influence_sum += influences
        self._accumulated += 1
        if self._accumulated == self._accumulation_steps:
            self.weights = moved_weights(self.weights, self._influence_sum / self._accumulated, eta)
            self._influence_sum = torch.zeros_like(self._influence_sum)
            self._accumulated = 0

    def _metrics(self, influence: Influence) -> dict[str, float]:
        metrics = by_objective(INFLUENCE, self._names, influence.values)
        if influence.gramian is not None:
            metrics |= gradient_metrics(self._names, influence.gramian)
        if influence.exact is not None:
            metrics |= agreement(influence.values, influence.exact)
        return metrics


def gradient_metrics(names: Sequence[str], gramian: Gramian) -> dict[str, float]:
    """Returns the norms of the objectives' gradients, over all parameters, and the cosines between them."""
    return by_objective(GRADIENT_NORM, names, gramian.norms) | by_pair(GRADIENT_COSINE, names, gramian.cosines)


def agreement(influences: Tensor, exact: Tensor) -> dict[str, float]:
    """Returns the cosine between influences [K] and the exact ones, 1 where both vanish, and their relative error."""
    product = influences.norm() * exact.norm()
    error = (influences - exact).norm()
    return {
        AGREEMENT_COSINE.key: float(influences @ exact / product) if product > 0 else float(error == 0),
        AGREEMENT_ERROR.key: float(error / exact.norm()) if exact.norm() > 0 else float(error > 0),
    }
