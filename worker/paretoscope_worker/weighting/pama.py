"""Pareto multi-objective alignment, PAMA (arXiv 2508.07768).

The common gradient sum_k w_k g_k is bounded by the common advantage sum_k w_k max(A_k, 0). ("Noon PPO" drops negative
advantages.) The weights that minimise this bound over the simplex replace those of MGDA, without computing gradients.

`means` is the published closed form (theorem 1): a_k is the batch mean of max(A_k, 0), and |sum w_k a_k| is smallest if
all weight is on the smallest a_k; equal ones share it. `completions`, the default, keeps the sum inside the mean: it
minimises the mean over completions of (sum_k w_k max(A_k, 0))^2. This bound is tighter and does not put all weight on
one objective.

There are two differences from the paper. An objective whose groups are all tied gets weight 0, because the published
form would give it all the weight. The update keeps the negative advantages of the scalar reward, which the paper drops.
"""

from collections.abc import Sequence
from typing import Literal

from torch import Tensor

from paretoscope.schema.metrics.keys import POSITIVE_ADVANTAGE
from paretoscope_worker.weighting.method import Signals, WeightingMethod, by_objective
from paretoscope_worker.weighting.min_norm import min_norm_weights


class Pama(WeightingMethod):
    """Sets the weights that give the smallest common advantage."""

    def __init__(self, names: Sequence[str], form: Literal["completions", "means"]) -> None:
        super().__init__([1.0] * len(names))
        self._names = names
        self._form = form

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Sets the weights from the step's advantages, unless all objectives are tied.

        Returns:
            Mean positive advantage of each objective.
        """
        positive = signals.advantages.clamp(min=0).flatten(1)
        means = positive.mean(dim=1)
        if bool((means > 0).any()):
            self.weights = _smallest(means) if self._form == "means" else min_norm_weights(positive @ positive.T)
        return by_objective(POSITIVE_ADVANTAGE, self._names, means)


def _smallest(means: Tensor) -> Tensor:
    """Returns weights with all weight on the smallest mean [K] that is not 0; equal means share it."""
    least = means[means > 0].min()
    is_least = (means <= least * (1 + 1e-12)) & (means > 0)
    return is_least.double() / is_least.sum()
