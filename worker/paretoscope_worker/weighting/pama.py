"""Pareto multi-objective alignment, PAMA (arXiv 2508.07768).

The common gradient sum_k w_k g_k is bounded by the common advantage sum_k w_k max(A_k, 0) ("Noon PPO": no negative
advantages), so the weights that make this small over the simplex stand in for MGDA's, without any gradient.

`means` is the published closed form (theorem 1): a_k is the batch mean of max(A_k, 0), and the least |sum w_k a_k| puts
all weight on the smallest a_k, shared among equals. `completions`, the default, keeps the sum inside the mean,
argmin mean over completions of (sum_k w_k max(A_k, 0))^2, a tighter bound that does not put all weight on one.

Our differences: an objective whose groups are all tied has nothing to bound and gets weight 0, for the published form
would give it all; and the update keeps the negative advantages of the scalar reward, where the paper drops them.
"""

from collections.abc import Sequence
from typing import Literal

from torch import Tensor

from paretoscope.schema.metrics.keys import POSITIVE_ADVANTAGE
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_objective
from paretoscope_worker.weighting.min_norm import min_norm_weights


class Pama(WeightingMethod):
    """Weights of the smallest common advantage."""

    def __init__(self, names: Sequence[str], form: Literal["completions", "means"]) -> None:
        super().__init__([1.0] * len(names))
        self._names = names
        self._form = form

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Sets the weights from the step's advantages. They stay if all objectives are tied.

        Returns:
            Mean positive advantage of each objective.
        """
        positive = signals.advantages.clamp(min=0).flatten(1)
        means = positive.mean(dim=1)
        if bool((means > 0).any()):
            self.weights = _smallest(means) if self._form == "means" else min_norm_weights(positive @ positive.T)
        return by_objective(POSITIVE_ADVANTAGE, self._names, means)


def _smallest(means: Tensor) -> Tensor:
    """Puts all weight on the smallest of the means [K] that are not 0. Equal ones share it."""
    least = means[means > 0].min()
    is_least = (means <= least * (1 + 1e-12)) & (means > 0)
    return is_least.double() / is_least.sum()
