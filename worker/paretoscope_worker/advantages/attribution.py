"""What each objective adds to a scalar reward that is no weighted sum of them."""

from collections.abc import Callable
from itertools import combinations
from math import factorial

import torch
from torch import Tensor

from paretoscope_worker.objectives.rewards import fill_undefined


def reward_parts(rewards: Tensor, scalarise: Callable[[Tensor], Tensor]) -> Tensor:
    """Splits a scalar reward into one part an objective, by Shapley values.

    Each part is what the objective's reward adds, against the mean of its group, on average over all orders in which
    the objectives can be brought from their means to their rewards. The parts of a completion sum to its scalar reward
    but for a constant of its group, which no advantage sees; those of a weighted sum are weight * (reward - mean).

    Args:
        rewards: float64 [K, B, G], NaN where undefined; 2**K scalar rewards are computed.
        scalarise: turns rewards [K, B, G] into scalar rewards [B, G].

    Returns:
        float64 [K, B, G].
    """
    filled = fill_undefined(rewards)
    means = filled.mean(dim=-1, keepdim=True).expand_as(filled)
    count = len(filled)
    values = {chosen: scalarise(_brought(means, filled, chosen)) for chosen in _subsets(range(count))}
    parts = torch.zeros_like(filled)
    for objective in range(count):
        others = [other for other in range(count) if other != objective]
        for chosen in _subsets(others):
            share = factorial(len(chosen)) * factorial(count - len(chosen) - 1) / factorial(count)
            parts[objective] += share * (values[chosen | {objective}] - values[chosen])
    return parts.masked_fill(rewards.isnan().all(dim=0), torch.nan)


def _subsets(items: "range | list[int]") -> list[frozenset[int]]:
    return [frozenset(chosen) for size in range(len(items) + 1) for chosen in combinations(items, size)]


def _brought(means: Tensor, rewards: Tensor, chosen: frozenset[int]) -> Tensor:
    is_chosen = torch.tensor([index in chosen for index in range(len(rewards))])
    return torch.where(is_chosen[:, None, None], rewards, means)
