"""Computes gradients of a policy that this process holds whole."""

from collections.abc import Iterable

from torch import Tensor

from paretoscope_worker.influence.backward import objective_gradients, summed_gradient
from paretoscope_worker.influence.derivatives import Direction, LogProbs, finite_difference
from paretoscope_worker.influence.targets import Targets
from paretoscope_worker.runtime.ranks import ALONE
from paretoscope_worker.updates.micro_batches import PolicyPass


class WholeSource:
    """Gradients on one rollout; see `GradientSource`.

    If several processes train copies of the policy, each of them gets the sum of the gradients of all.
    """

    holders = ALONE

    def __init__(self, policy_pass: PolicyPass, targets: Targets) -> None:
        self.policy_pass = policy_pass
        self.targets = targets.places
        self._parameters = targets
        self._log_probs: list[Tensor] = []

    def gradients(self, advantages: Tensor) -> Iterable[Tensor]:
        """Makes one backward pass per loss."""
        return objective_gradients(self.policy_pass, advantages, self._parameters.trained)

    def gradient(self, advantages: Tensor) -> list[Tensor]:
        """Makes one backward pass, and keeps the log-probs for `derivatives`."""
        gradient, self._log_probs = summed_gradient(self.policy_pass, advantages, self._parameters.counted)
        return gradient

    def derivatives(self, direction: Direction, *, seed: int) -> list[Tensor]:
        """Makes one more forward pass."""
        points = self._parameters.counted
        function = LogProbs(self.policy_pass, self._parameters.names)
        return finite_difference(function.over_rollout, points, direction, self._log_probs, seed=seed)
