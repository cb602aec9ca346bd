"""RLOO (arXiv 2402.14740): the advantage is the reward minus the mean of the other rewards of its group.

For n rewards with mean m this is (r - m) * n / (n - 1). It is not divided by a spread, so a factor on the rewards is a
factor on the advantages. Undefined rewards are left out for each objective separately.

With `normalize_then_sum`, each objective is divided by its spread in the group, and the weighted sum is whitened over
the batch (GDPO, arXiv 2601.05242). If all rewards are defined, whitening cancels n / (n - 1), and the result is that of
GRPO.
"""

from torch import Tensor

from paretoscope.schema.algorithms import Combination
from paretoscope_worker.advantages.normalisation import centred, spread, whitened
from paretoscope_worker.advantages.outcomes import undefined_as_nan, with_token_rewards


class Rloo:
    """Leave-one-out advantages; see `AdvantageEstimator`."""

    def __init__(self, epsilon: float, combination: Combination = "sum_then_normalize") -> None:
        self._epsilon = epsilon
        self._combination = combination

    def parts(
        self,
        rewards: Tensor,
        weights: Tensor,
        lengths: Tensor,  # noqa: ARG002
        token_rewards: Tensor | None = None,
    ) -> Tensor:
        """Returns weight * (reward - mean of the others); `normalize_then_sum` divides by the spread and whitens."""
        rewards, weights = with_token_rewards(rewards, weights, token_rewards)
        weighted = weights[:, None, None] * _against_the_others(rewards)
        match self._combination:
            case "sum_then_normalize":
                parts = weighted
            case "normalize_then_sum":
                normalised = weighted / (spread(rewards) + self._epsilon)
                parts = whitened(undefined_as_nan(normalised, rewards), self._epsilon)
        return parts[..., None]


def _against_the_others(rewards: Tensor) -> Tensor:
    """Returns [K, B, G]; 0 if the reward is undefined or the only defined one in its group."""
    count = rewards.isfinite().sum(dim=-1, keepdim=True)
    return centred(rewards) * count / (count - 1).clamp(min=1)
