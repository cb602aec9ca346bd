"""Separates the completions of a rollout, so that one backward pass serves all objectives and the update."""

import logging
from collections.abc import Iterator

import torch
from torch import Tensor

from paretoscope_worker.influence.backward import summed_gradient
from paretoscope_worker.influence.gramian import norm
from paretoscope_worker.influence.importance import as_trained
from paretoscope_worker.influence.targets import Targets
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.trained_policy import TrainedPolicy
from paretoscope_worker.updates.unit_pass import MixedError, UnitPass, separable_layers, unit_pass

TOLERANCE = {torch.float32: 1e-3, torch.bfloat16: 0.1}
"""Largest allowed relative error of the sum of the completions' gradients, by the number format of the parameters."""
CHECKED_COMPLETIONS = 16
"""Number of completions whose gradients are checked before the first use."""

logger = logging.getLogger(__name__)


class Separation:
    """Makes unit passes over rollouts if the policy's layers allow it."""

    def __init__(self, trained: TrainedPolicy, targets: Targets) -> None:
        self._parameters = targets.trained
        self._layers = None if trained.is_sharded else separable_layers(trained.policy.model)
        self._is_checked = False

    def is_possible(self, policy_pass: PolicyPass) -> bool:
        """Whether completions can be separated. The first call compares the result with autograd on some of them."""
        if self._layers is not None and not self._is_checked:
            try:
                self._check(policy_pass.part(0, CHECKED_COMPLETIONS)[0])
            except MixedError as error:
                self._give_up(str(error))
        return self._layers is not None

    def passes(self, policy_pass: PolicyPass) -> Iterator[UnitPass]:
        """Makes a unit pass over each of this process's micro-batches; `is_possible` must be true."""
        assert self._layers is not None  # noqa: S101
        for micro_batch in policy_pass.micro_batches:
            if len(micro_batch.targets):
                yield unit_pass(policy_pass, micro_batch, self._layers)

    def _check(self, sample: PolicyPass) -> None:
        """Compares the weighted sum of the completions' gradients with that of autograd.

        Each completion has a different weight, so that completions which were mixed up are also detected. If the
        gradient is not finite, nothing can be concluded, and the next rollout is compared instead.
        """
        lengths = sample.lengths.to(self._parameters[0].device)
        counts = torch.linspace(0.5, 1.5, len(lengths), device=lengths.device)
        weighted = as_trained(sample, counts.repeat_interleave(lengths))
        expected, _ = summed_gradient(sample, weighted, self._parameters)
        if not norm(expected).isfinite():
            return
        self._is_checked = True
        for unit in self.passes(sample):
            unit.add_gradients(-counts[unit.micro_batch.completions])
        found = [sample.trained.ranks.sum(_gradient(parameter)) for parameter in self._parameters]
        for parameter in self._parameters:
            parameter.grad = None
        error = norm([one - other for one, other in zip(found, expected, strict=True)])
        if error > TOLERANCE[self._parameters[0].dtype] * norm(expected):
            self._give_up(f"Their gradients do not sum to that of all (error {error:.2g} of {norm(expected):.2g}).")

    def _give_up(self, reason: str) -> None:
        self._layers = None
        logger.warning(
            "The completions of a rollout cannot be separated in this policy, because a layer is not used as expected. "
            "%s Gradients take passes of their own instead.",
            reason,
        )


def _gradient(parameter: Tensor) -> Tensor:
    return torch.zeros_like(parameter) if parameter.grad is None else parameter.grad.float()
