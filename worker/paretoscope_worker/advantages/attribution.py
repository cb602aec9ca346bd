"""Splits a scalar reward that is not a weighted sum into the contributions of the objectives."""

from collections.abc import Callable
from itertools import combinations
from math import factorial

import torch
from torch import Tensor

from paretoscope_worker.objectives.rewards import fill_undefined


def reward_parts(rewards: Tensor, scalarise: Callable[[Tensor], Tensor]) -> Tensor:
    """Splits a scalar reward into one part per objective with Shapley values.

    The objectives change one after another from their group means to their rewards. The part of an objective is the
    change of the scalar reward that it causes, averaged over all orders of the objectives. The parts of a completion
    sum to its scalar reward minus a constant of its group, which does not affect advantages. For a weighted sum, the
    parts are weight * (reward - mean).

    Args:
        rewards: float64 [K, B, G], NaN where undefined; 2**K scalar rewards are computed.
        scalarise: turns rewards [K, B, G] into scalar rewards [B, G].

    Returns:
        float64 [K, B, G].
    """
    filled = fill_undefined(rewards)
    means = filled.mean(dim=-1, keepdim=True).expand_as(filled)
    count = len(filled)
    values = {chosen: scalarise(_with_rewards(means, filled, chosen)) for chosen in _subsets(range(count))}
    parts = torch.zeros_like(filled)
    for objective in range(count):
        others = [other for other in range(count) if other != objective]
        for chosen in _subsets(others):
            share = factorial(len(chosen)) * factorial(count - len(chosen) - 1) / factorial(count)
            parts[objective] += share * (values[chosen | {objective}] - values[chosen])
    return parts.masked_fill(rewards.isnan().all(dim=0), torch.nan)


def _subsets(items: "range | list[int]") -> list[frozenset[int]]:
    return [frozenset(chosen) for size in range(len(items) + 1) for chosen in combinations(items, size)]


def _with_rewards(means: Tensor, rewards: Tensor, chosen: frozenset[int]) -> Tensor:
    is_chosen = torch.tensor([index in chosen for index in range(len(rewards))])
    return torch.where(is_chosen[:, None, None], rewards, means)
