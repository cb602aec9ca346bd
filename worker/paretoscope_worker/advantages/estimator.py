"""The interface of advantage estimators, and the effective weights that follow from their results.

Tensors are float64 on the CPU. There are K objectives, B prompts, G completions per prompt and T tokens.
"""

from typing import Protocol

import torch
from torch import Tensor


class AdvantageEstimator(Protocol):
    """Computes advantages by comparing completions with each other."""

    def parts(self, rewards: Tensor, weights: Tensor, lengths: Tensor, token_rewards: Tensor | None = None) -> Tensor:
        """Returns the contribution of each weighted objective to the advantages.

        Args:
            rewards: [K, B, G], NaN where undefined.
            weights: [K].
            lengths: int64 [B, G], number of tokens of each completion.
            token_rewards: [B, G, T], additional reward of each token, 0 after the end of a completion.

        Returns:
            [K, B, G, T]; the sum over K is the advantage. It is 0 for a completion with no defined objective. If all
            tokens of a completion have the same advantage, T is 1; otherwise the values after its end are 0. With token
            rewards, there is one more row at the end for their contribution.
        """
        ...


def effective_weights(parts: Tensor) -> Tensor:
    """Returns each objective's share of the advantage, float64 [K]: the mean of |part| divided by the sum of the means.

    The shares sum to 1. All of them are NaN if every group is tied and nothing is learnt.

    Args:
        parts: [K, B, G], contribution of each objective to the advantage of each completion.
    """
    sizes = parts.abs().mean(dim=(1, 2))
    total = sizes.sum()
    return sizes / total if total > 0 else torch.full_like(sizes, torch.nan)
