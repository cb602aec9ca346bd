"""GRPO (arXiv 2402.03300): the advantage is the reward against the mean of its group, over the spread.

The spread is the unbiased standard deviation of the group, as published, or of the batch, or 1 (Dr.GRPO,
arXiv 2503.20783). verl adds epsilon 1e-6 to it, TRL 1e-4; the default here is verl's.

With `normalize_then_sum` each objective is normalised so by itself, and the weighted sum is whitened over the batch:
with the group's spread, that is GDPO (arXiv 2601.05242).
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
        """Returns weight * (reward - group mean) over the spread of the weighted sum, or of the objective itself."""
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
