"""From completions to one scalar reward each.

Rewards live on the CPU in float64, where a tied group has a spread of 0 and not one of rounding errors. A reward may be
undefined (NaN). It is then left out of its objective's means and spreads: in sums its place is taken by the mean of its
group, so that it pushes its completion neither up nor down.
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
    """What completions earned."""

    rewards: Tensor
    """float64 [K, N], of the trained objectives, higher is better, NaN where one is undefined."""
    values: dict[str, float]
    """Mean of each objective in its own unit, monitors included; NaN where it is undefined for all."""
    monitored: Tensor = field(default_factory=lambda: torch.empty(0))
    """The rewards of the monitors, float64 [M, N]; empty without any."""
    completion_values: Mapping[str, Sequence[float | None]] = field(default_factory=dict)
    """Value of each completion in the objective's own unit, by objective, monitors included."""
    logged: Logged = field(default_factory=Logged)
    """What reward functions logged."""


def score(
    objectives: Sequence[Objective], completions: Sequence[Completion], logs: SideLogs | None = None, step: int = 0
) -> Scored:
    """Rewards completions under every objective; training must let the objectives observe them first.

    Args:
        objectives: those of the run.
        completions: N completions.
        logs: what the objectives that are functions see and log; None if none is a function.
        step: number of updates done.
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
    """Returns which objectives are defined for any completion, bool [K], for rewards [K, B, G]."""
    return ~rewards.isnan().flatten(1).all(dim=1)


def fill_undefined(rewards: Tensor) -> Tensor:
    """Replaces each undefined reward by the mean of its group, or of all groups where its own has none.

    Args:
        rewards: float64 [K, B, G]; an objective that is undefined everywhere becomes 0.
    """
    group_means = rewards.nanmean(dim=-1, keepdim=True)
    batch_means = group_means.nanmean(dim=-2, keepdim=True).nan_to_num(nan=0.0)
    means = torch.where(group_means.isnan(), batch_means, group_means)
    return torch.where(rewards.isnan(), means, rewards)


def scalarise(rewards: Tensor, weights: Tensor) -> Tensor:
    """Returns the weighted sum over objectives, float64 [B, G]; NaN where no objective is defined.

    Args:
        rewards: float64 [K, B, G].
        weights: float64 [K].
    """
    total = torch.einsum("k,kbg->bg", weights, fill_undefined(rewards))
    return total.masked_fill(rewards.isnan().all(dim=0), torch.nan)


def mean_rewards(rewards: Tensor) -> Tensor:
    """Returns the mean reward of each objective, float64 [K], such that weighting them gives the mean scalar reward."""
    return fill_undefined(rewards).mean(dim=(1, 2))


def mean_scalar_reward(scalar_rewards: Tensor) -> float:
    """Returns the mean of scalar rewards [B, G] over the groups of the means of their defined ones; 0 without any."""
    mean = scalar_rewards.nanmean(dim=1).nanmean()
    return 0.0 if bool(scalar_rewards.isnan().all()) else mean.item()


def tie_fractions(rewards: Tensor) -> Tensor:
    """Returns the share of groups in which an objective teaches nothing, all its defined rewards being equal.

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
