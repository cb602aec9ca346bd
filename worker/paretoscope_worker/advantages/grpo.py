"""GRPO (arXiv 2402.03300): the advantage is the reward minus the mean of its group, divided by the spread.

The spread is the unbiased standard deviation of the group (as published) or of the batch, or it is 1 (Dr.GRPO,
arXiv 2503.20783). An epsilon is added to it: 1e-6 in verl, which is the default here, and 1e-4 in TRL.

With `normalize_then_sum`, each objective is normalised in this way and the weighted sum is whitened over the batch.
With the spread of the group, this is GDPO (arXiv 2601.05242).
"""

from torch import Tensor

from paretoscope.schema.algorithms import AdvantageStd, Combination
from paretoscope_worker.advantages.normalisation import centred, spread, whitened
from paretoscope_worker.advantages.outcomes import undefined_as_nan, with_token_rewards
from paretoscope_worker.objectives.rewards import scalarise


class Grpo:
    """Group relative advantages; see `AdvantageEstimator`."""

    def __init__(self, std: AdvantageStd, epsilon: float, combination: Combination = "sum_then_normalize") -> None:
        self._std = std
        self._epsilon = epsilon
        self._combination = combination

    def parts(
        self,
        rewards: Tensor,
        weights: Tensor,
        lengths: Tensor,  # noqa: ARG002
        token_rewards: Tensor | None = None,
    ) -> Tensor:
        """Returns weight * (reward - group mean) / spread, with the spread of the weighted sum or of the objective."""
        rewards, weights = with_token_rewards(rewards, weights, token_rewards)
        weighted = weights[:, None, None] * centred(rewards)
        match self._combination:
            case "sum_then_normalize":
                parts = weighted / self._divisor(scalarise(rewards, weights))
            case "normalize_then_sum":
                parts = whitened(undefined_as_nan(weighted / self._divisor(rewards), rewards), self._epsilon)
        return parts[..., None]

    def _divisor(self, rewards: Tensor) -> Tensor | float:
        match self._std:
            case "group":
                return spread(rewards) + self._epsilon
            case "batch":
                return spread(rewards.flatten(-2))[..., None] + self._epsilon
            case "none":
                return 1.0
