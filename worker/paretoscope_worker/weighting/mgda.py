"""Multiple-gradient descent, MGDA (Desideri 2012; for deep networks Sener and Koltun, arXiv 1810.04650).

The weights minimise w' G w over the simplex, where G holds the inner products of the objectives' policy gradients,
which are not clipped. The weighted sum of the gradients is the shortest vector in their convex hull; to first order it
hurts no objective. An objective whose gradient is 0, because all its groups are tied, gets weight 0 on that step. As
published, it would get all the weight, and the policy would not be updated.
"""

from collections.abc import Sequence
from typing import Literal

from paretoscope.schema.metrics.keys import COMMON_GRADIENT_NORM
from paretoscope_worker.weighting.gradient import gradient_metrics
from paretoscope_worker.weighting.method import Signals, WeightingMethod
from paretoscope_worker.weighting.min_norm import min_norm_weights


class Mgda(WeightingMethod):
    """Sets the weights that give the shortest common gradient."""

    def __init__(self, names: Sequence[str], gradient_scale: Literal["raw", "unit"]) -> None:
        super().__init__([1.0] * len(names))
        self._names = names
        self._gradient_scale = gradient_scale

    def before_update(self, signals: Signals) -> dict[str, float]:
        """Sets the weights from the step's gradients, unless all gradients are 0 or one is not finite.

        Returns:
            Norms and cosines of the gradients, and the norm of the common one (0 for a Pareto-stationary policy).
        """
        gramian = signals.gramian()
        products = gramian.cosines if self._gradient_scale == "unit" else gramian.inner_products
        if products.isfinite().all() and bool((products.diagonal() > 0).any()):
            self.weights = min_norm_weights(products)
        common = float(self.weights @ gramian.inner_products @ self.weights)
        return gradient_metrics(self._names, gramian) | {COMMON_GRADIENT_NORM.key: max(common, 0.0) ** 0.5}
