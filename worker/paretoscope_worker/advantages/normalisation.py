"""Means and spreads of rewards. Undefined rewards (NaN) are left out of them and become 0 in the result."""

import torch
from torch import Tensor


def centred(rewards: Tensor) -> Tensor:
    """Returns the rewards minus their mean over the last dimension; undefined rewards become 0."""
    return (rewards - rewards.nanmean(dim=-1, keepdim=True)).nan_to_num(nan=0.0)


def spread(rewards: Tensor) -> Tensor:
    """Returns the unbiased standard deviation over the last dimension, [..., 1]; 0 if fewer than two are defined."""
    count = rewards.isfinite().sum(dim=-1, keepdim=True)
    squares = centred(rewards).square().sum(dim=-1, keepdim=True)
    return torch.sqrt(squares / (count - 1).clamp(min=1))


def whitened(parts: Tensor, epsilon: float) -> Tensor:
    """Whitens the sum over objectives to mean 0 and spread 1 over the batch's completions (GDPO, arXiv 2601.05242).

    All completions count the same, whatever their length, as in the paper; the published verl code weights by tokens.

    Args:
        parts: float64 [K, B, G], NaN for a completion with no defined objective.
        epsilon: added to the spread.

    Returns:
        [K, B, G], contribution of each objective to the whitened sum.
    """
    batch = parts.flatten(1)
    return (centred(batch) / (spread(batch.sum(dim=0)) + epsilon)).view_as(parts)
