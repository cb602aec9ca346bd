"""Computes the rewards of completions under all objectives, and combines them into one scalar reward per completion.

Rewards are float64 on the CPU, so that the spread of a tied group is exactly 0, without rounding errors. A reward can
be undefined (NaN). It is then left out of the means and spreads of its objective. In sums it is replaced by the mean of
its group, so that it neither raises nor lowers the advantage of its completion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from paretoscope_worker.objectives.objective import Objective
from paretoscope_worker.objectives.side_logs import Logged, SideLogs
from paretoscope_worker.text.rollout import Completion


@dataclass(frozen=True)
class Scored:
    """Rewards and values of completions."""

    rewards: Tensor
    """float64 [K, N], rewards under the trained objectives; higher is better, NaN where undefined."""
    values: dict[str, float]
    """Mean of each objective in its own unit, including monitors; NaN if it is undefined for all completions."""
    monitored: Tensor = field(default_factory=lambda: torch.empty(0))
    """float64 [M, N], rewards under the monitors; empty if there are none."""
    completion_values: Mapping[str, Sequence[float | None]] = field(default_factory=dict)
    """Maps each objective, including monitors, to the value of each completion in its own unit."""
    logged: Logged = field(default_factory=Logged)
    """What reward functions logged."""


def score(
    objectives: Sequence[Objective], completions: Sequence[Completion], logs: SideLogs | None = None, step: int = 0
) -> Scored:
    """Rewards completions under every objective. In training, the objectives must observe them first.

    Args:
        objectives: the objectives of the run.
        completions: N completions.
        logs: what reward functions read and log; None if no objective is a function.
        step: number of updates so far.
    """
    if logs:
        logs.start(step)
    rewards = {objective.name: objective.rewards(completions) for objective in objectives}
    each = {objective.name: objective.values(completions, rewards[objective.name]) for objective in objectives}
    values = {name: _mean(own) for name, own in each.items()}
    trained, monitored = (
        [_tensor(rewards[one.name]) for one in objectives if one.monitor == monitor] for monitor in (False, True)
    )
    others = torch.stack(monitored) if monitored else torch.empty(0)
    return Scored(torch.stack(trained), values, others, each, logs.finish(len(completions)) if logs else Logged())


def is_rewarded(rewards: Tensor) -> Tensor:
    """Returns whether each objective is defined for any completion: bool [K] from rewards [K, B, G]."""
    return ~rewards.isnan().flatten(1).all(dim=1)


def fill_undefined(rewards: Tensor) -> Tensor:
    """Replaces each undefined reward by the mean of its group, or by the mean of all groups if its group has none.

    Args:
        rewards: float64 [K, B, G]; an objective that is undefined everywhere becomes 0.
    """
    group_means = rewards.nanmean(dim=-1, keepdim=True)
    batch_means = group_means.nanmean(dim=-2, keepdim=True).nan_to_num(nan=0.0)
    means = torch.where(group_means.isnan(), batch_means, group_means)
    return torch.where(rewards.isnan(), means, rewards)


def scalarise(rewards: Tensor, weights: Tensor) -> Tensor:
    """Returns the weighted sum over objectives, float64 [B, G]; NaN for completions without a defined objective.

    Args:
        rewards: float64 [K, B, G].
        weights: float64 [K].
    """
    total = torch.einsum("k,kbg->bg", weights, fill_undefined(rewards))
    return total.masked_fill(rewards.isnan().all(dim=0), torch.nan)


def mean_rewards(rewards: Tensor) -> Tensor:
    """Returns the mean reward of each objective, float64 [K]; their weighted sum is the mean scalar reward."""
    return fill_undefined(rewards).mean(dim=(1, 2))


def mean_scalar_reward(scalar_rewards: Tensor) -> float:
    """Returns the mean over groups of the mean defined scalar reward, given [B, G]; 0 if none is defined."""
    mean = scalar_rewards.nanmean(dim=1).nanmean()
    return 0.0 if bool(scalar_rewards.isnan().all()) else mean.item()


def tie_fractions(rewards: Tensor) -> Tensor:
    """Returns the share of tied groups of each objective, in which all its defined rewards are equal.

    Args:
        rewards: float64 [K, B, G].

    Returns:
        float64 [K].
    """
    highest = rewards.nan_to_num(nan=-torch.inf).amax(dim=-1)
    lowest = rewards.nan_to_num(nan=torch.inf).amin(dim=-1)
    return (highest <= lowest).double().mean(dim=-1)


def _tensor(rewards: Sequence[float | None]) -> Tensor:
    return torch.tensor([torch.nan if reward is None else reward for reward in rewards], dtype=torch.float64)


def _mean(values: Sequence[float | None]) -> float:
    return _tensor(values).nanmean().item()
