"""Prepares the rewards of whole completions for the estimators."""

import torch
from torch import Tensor


def undefined_as_nan(values: Tensor, rewards: Tensor) -> Tensor:
    """Sets the values of completions with no defined objective to NaN; both tensors are [K, B, G]."""
    return values.masked_fill(rewards.isnan().all(dim=0), torch.nan)


def with_token_rewards(rewards: Tensor, weights: Tensor, token_rewards: Tensor | None) -> tuple[Tensor, Tensor]:
    """Adds the sum of each completion's token rewards as one more objective with weight 1.

    Args:
        rewards: [K, B, G].
        weights: [K].
        token_rewards: [B, G, T]; None adds nothing.
    """
    if token_rewards is None:
        return rewards, weights
    sums = undefined_as_nan(token_rewards.sum(dim=-1)[None], rewards)
    return torch.cat([rewards, sums]), torch.cat([weights, weights.new_ones(1)])
