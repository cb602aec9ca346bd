"""REINFORCE++ (arXiv 2501.03262): the discounted return of each token, whitened over all tokens of the batch.

The reward of a completion is given to its last token. The return of token t of T is discount^(T - 1 - t) times this
reward. As in verl, whitening subtracts the mean and divides by sqrt(variance + 1e-8) with the unbiased variance. With
`baseline: group_mean`, the mean of the group is subtracted from the reward first.

With `normalize_then_sum`, the reward is that of GDPO (arXiv 2601.05242): each objective is normalised in its group, and
the weighted sum is whitened over the completions of the batch.
"""

import torch
from torch import Tensor

from paretoscope.schema.algorithms import Baseline, Combination
from paretoscope_worker.advantages.normalisation import centred, spread, whitened
from paretoscope_worker.advantages.outcomes import undefined_as_nan
from paretoscope_worker.advantages.tokens import is_token
from paretoscope_worker.objectives.rewards import fill_undefined

VARIANCE_EPSILON = 1e-8


class ReinforcePlusPlus:
    """Whitened returns; see `AdvantageEstimator`."""

    def __init__(
        self,
        baseline: Baseline,
        discount: float,
        epsilon: float,
        combination: Combination = "sum_then_normalize",
    ) -> None:
        self._baseline = baseline
        self._discount = discount
        self._epsilon = epsilon
        self._combination = combination

    def parts(self, rewards: Tensor, weights: Tensor, lengths: Tensor, token_rewards: Tensor | None = None) -> Tensor:
        """Returns the contribution of each objective to the whitened return of every token."""
        defined = ~rewards.isnan().all(dim=0)
        returns = self._returns(self._outcomes(rewards, weights), lengths, token_rewards)
        shares = lengths if returns.shape[-1] == 1 else torch.ones_like(lengths)
        counted = is_token(lengths, returns.shape[-1]) & defined[..., None]
        return _whitened(returns, counted * shares[..., None])

    def _outcomes(self, rewards: Tensor, weights: Tensor) -> Tensor:
        """Returns the contribution of each objective to the reward of a completion, [K, B, G]."""
        factors = weights[:, None, None]
        if self._combination == "normalize_then_sum":
            normalised = factors * centred(rewards) / (spread(rewards) + self._epsilon)
            return whitened(undefined_as_nan(normalised, rewards), self._epsilon)
        return factors * (centred(rewards) if self._baseline == "group_mean" else fill_undefined(rewards))

    def _returns(self, outcomes: Tensor, lengths: Tensor, token_rewards: Tensor | None) -> Tensor:
        """Returns [K, B, G, T]; T is 1 if all tokens of a completion have the same return."""
        if self._discount == 1.0 and token_rewards is None:
            return outcomes[..., None]
        tokens = int(lengths.max())
        to_go = (lengths[..., None] - 1 - torch.arange(tokens)).clamp(min=0)
        returns = outcomes[..., None] * self._discount**to_go
        if token_rewards is None:
            return returns
        return torch.cat([returns, self._discounted(token_rewards[..., :tokens])[None]])

    def _discounted(self, token_rewards: Tensor) -> Tensor:
        """Returns the discounted sum of the rewards of each token and those after it, [B, G, T]."""
        returns = torch.zeros_like(token_rewards)
        following = torch.zeros_like(token_rewards[..., 0])
        for token in reversed(range(token_rewards.shape[-1])):
            following = token_rewards[..., token] + self._discount * following
            returns[..., token] = following
        return returns


def _whitened(returns: Tensor, counts: Tensor) -> Tensor:
    """Whitens the sum over objectives to mean 0 and spread 1 over tokens.

    Args:
        returns: [K, B, G, T].
        counts: [B, G, T], number of tokens that each entry stands for; 0 leaves it out.
    """
    tokens = counts.sum()
    if tokens < 2:
        return torch.zeros_like(returns)
    shifted = returns - (returns * counts).sum(dim=(1, 2, 3), keepdim=True) / tokens
    variance = (shifted.sum(dim=0).square() * counts).sum() / (tokens - 1)
    return shifted * (counts > 0) / torch.sqrt(variance + VARIANCE_EPSILON)
