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
    """What a weighting method may look at before an update."""

    step: int
    """The update that follows, counted from 1."""
    rewards: Tensor
    """float64 [K, B, G] of the step, NaN where undefined."""
    advantages: Tensor
    """float64 [K, B, G] of each objective alone, as if it were the only one."""
    learning_rate: float
    """Learning rate of the step."""
    gramian: Callable[[], Gramian]
    """Computes the objectives' gradients on the step's rollout: one backward pass an objective, done only if called."""
    influence: Callable[[], Influence]
    """Computes the objectives' influence on the step's rollout, the way the config says; done only if called."""
    event: Callable[..., None]
    """Reports an event of the step: kind, message, and data by keyword."""
    steering: Steering | None = None
    """The weights that a person asked for last."""


class WeightingMethod:
    """Base class: reward weights that never move, and rewards that are summed with them."""

    is_linear: ClassVar[bool] = True
    """Whether the scalar reward is the weighted sum of the rewards."""
    reward_multiplier = 1.0
    """Factor on the scalar reward, before advantages are taken."""
    advantage_multiplier = 1.0
    """Factor on the advantages."""

    def __init__(self, weights: Sequence[float]) -> None:
        self.weights = as_weights(weights)
        """float64 [K], not negative, summing to 1."""

    def before_update(self, signals: Signals) -> dict[str, float]:  # noqa: ARG002
        """Moves the weights if it is time. The update that follows uses the new ones. Returns metrics by key."""
        return {}

    def scalarise(self, rewards: Tensor) -> Tensor:
        """Returns the scalar reward of each completion, [B, G], NaN where no objective is defined.

        It depends on nothing but the rewards, float64 [K, B, G], and what `before_update` has set.
        """
        return scalarise(rewards, self.weights)

    def plotted_reward(
        self,
        plotted: Mapping[str, float],
        names: Sequence[str],
        rewards: Tensor,  # noqa: ARG002
    ) -> float:
        """Returns the mean scalar reward, recomputed from what is plotted. Methods that are not linear override it.

        Args:
            plotted: the metrics of the step.
            names: the objectives, in order.
            rewards: float64 [K, B, G].
        """
        return self.reward_multiplier * sum(plotted[WEIGHT.of(name)] * plotted[REWARD.of(name)] for name in names)

    def after_update(self, rewards: Tensor, advantages: Tensor) -> None:
        """Sees the rewards [K, B, G] of a step and the advantages [B, G] that were trained on."""

    def after_evaluation(self, contribution: float) -> None:
        """Sees by how much a trained policy's validation point grew the hypervolume."""

    def state_dict(self) -> dict[str, Any]:
        """Returns what a checkpoint must hold, JSON-able."""
        return {"weights": self.weights.tolist()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        self.weights = torch.tensor(state["weights"], dtype=torch.float64)


def as_weights(values: Sequence[float]) -> Tensor:
    """Returns the weights as float64 [K], divided by their sum, because a config may round it."""
    weights = torch.tensor(list(values), dtype=torch.float64)
    return weights / weights.sum()


def by_name(values: Mapping[str, float], names: Sequence[str], otherwise: float) -> Tensor:
    """Returns the values in the order of the objectives, float64 [K]; `otherwise` stands for missing ones."""
    return torch.tensor([values.get(name, otherwise) for name in names], dtype=torch.float64)


def by_objective(metric: PerObjective, names: Sequence[str], values: Tensor) -> dict[str, float]:
    """Returns the values [K] of a metric by key, for objectives in order."""
    return {metric.of(name): value for name, value in zip(names, values.tolist(), strict=True)}


def by_pair(metric: PerPair, names: Sequence[str], values: Tensor) -> dict[str, float]:
    """Returns the values of a metric by key, for each pair of objectives, the first before the second.

    Args:
        metric: the metric.
        names: the objectives, in order.
        values: [K, K], symmetric.
    """
    rows = values.tolist()
    return {
        metric.of(first, second): rows[i][j] for i, first in enumerate(names) for j, second in enumerate(names) if i < j
    }
