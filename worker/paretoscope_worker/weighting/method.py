"""The interface of weighting methods."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor

from paretoscope.schema.control import Steering
from paretoscope.schema.metrics.keys import REWARD, WEIGHT
from paretoscope.schema.metrics.metric import PerObjective, PerPair
from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.influence.probe import Influence
from paretoscope_worker.objectives.rewards import scalarise


@dataclass(frozen=True)
class Signals:
    """The inputs of a weighting method before an update."""

    step: int
    """Number of the next update, counted from 1."""
    rewards: Tensor
    """float64 [K, B, G], rewards of the step, NaN where undefined."""
    advantages: Tensor
    """float64 [K, B, G], advantages that each objective alone would give."""
    learning_rate: float
    """Learning rate of the step."""
    gramian: Callable[[], Gramian]
    """Computes the objectives' gradients on the step's rollout, which takes one backward pass per objective."""
    influence: Callable[[], Influence]
    """Computes the objectives' influences on the step's rollout, with the method of the config."""
    event: Callable[..., None]
    """Reports an event of the step: kind, message, and data by keyword."""
    steering: Steering | None = None
    """The weights that a person requested last."""


class WeightingMethod:
    """Base class of weighting methods. Its weights never move, and its scalar reward is the weighted sum."""

    is_linear: ClassVar[bool] = True
    """Whether the scalar reward is the weighted sum of the rewards."""
    learns_from_updates = False
    """Whether it wants the influences that the backward pass of each update finds."""
    reward_multiplier = 1.0
    """Factor on the scalar reward, before the advantages are computed."""
    advantage_multiplier = 1.0
    """Factor on the advantages."""

    def __init__(self, weights: Sequence[float]) -> None:
        self.weights = as_weights(weights)
        """float64 [K], not negative, summing to 1."""

    def before_update(self, signals: Signals) -> dict[str, float]:  # noqa: ARG002
        """Moves the weights, if a move is due, for the next update. Returns metrics by key."""
        return {}

    def scalarise(self, rewards: Tensor) -> Tensor:
        """Returns the scalar reward of each completion, [B, G]; NaN if no objective is defined.

        It depends only on the rewards, float64 [K, B, G], and on the state that `before_update` has set.
        """
        return scalarise(rewards, self.weights)

    def plotted_reward(
        self,
        plotted: Mapping[str, float],
        names: Sequence[str],
        rewards: Tensor,  # noqa: ARG002
    ) -> float:
        """Returns the mean scalar reward, recomputed from the plotted metrics. Methods that are not linear override it.

        Args:
            plotted: the metrics of the step.
            names: the objectives, in order.
            rewards: float64 [K, B, G].
        """
        return self.reward_multiplier * sum(plotted[WEIGHT.of(name)] * plotted[REWARD.of(name)] for name in names)

    def after_update(self, rewards: Tensor, advantages: Tensor) -> None:
        """Receives the rewards [K, B, G] of a step and the advantages [B, G] that were trained."""

    def after_gradients(self, influence: Influence) -> dict[str, float]:  # noqa: ARG002
        """Receives the influences that an update found, if the method learns from updates. Returns metrics by key."""
        return {}

    def after_evaluation(self, contribution: float) -> None:
        """Receives the growth of the hypervolume by the validation point of a trained policy."""

    def state_dict(self) -> dict[str, Any]:
        """Returns the state that a checkpoint must hold, as JSON-compatible values."""
        return {"weights": self.weights.tolist()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        self.weights = torch.tensor(state["weights"], dtype=torch.float64)


def as_weights(values: Sequence[float]) -> Tensor:
    """Returns the weights as float64 [K], divided by their sum, because a config may round it."""
    weights = torch.tensor(list(values), dtype=torch.float64)
    return weights / weights.sum()


def by_name(values: Mapping[str, float], names: Sequence[str], otherwise: float) -> Tensor:
    """Returns the values in the order of the objectives, float64 [K]; `otherwise` replaces missing values."""
    return torch.tensor([values.get(name, otherwise) for name in names], dtype=torch.float64)


def by_objective(metric: PerObjective, names: Sequence[str], values: Tensor) -> dict[str, float]:
    """Returns the values [K] of a metric by key, for objectives in order."""
    return {metric.of(name): value for name, value in zip(names, values.tolist(), strict=True)}


def by_pair(metric: PerPair, names: Sequence[str], values: Tensor) -> dict[str, float]:
    """Returns the values of a metric by key, for each pair of objectives in their order.

    Args:
        metric: the metric.
        names: the objectives, in order.
        values: [K, K], symmetric.
    """
    rows = values.tolist()
    return {
        metric.of(first, second): rows[i][j] for i, first in enumerate(names) for j, second in enumerate(names) if i < j
    }
