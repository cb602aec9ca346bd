"""The gradients of single completions, from which those of all objectives follow without passes of their own."""

import logging
from dataclasses import dataclass

import torch
from torch import Tensor

from paretoscope_worker.advantages.tokens import of_completions
from paretoscope_worker.influence.backward import summed_gradient
from paretoscope_worker.influence.gramian import norm
from paretoscope_worker.influence.targets import Targets
from paretoscope_worker.updates.completion_gradients import (
    CompletionGradients,
    completion_gradients,
    separable_layers,
)
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.trained_policy import TrainedPolicy

TOLERANCE = {torch.float32: 1e-3, torch.bfloat16: 0.1}
"""Largest relative error of the summed gradients of completions, by the type of the parameters."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Separate:
    """A rollout taken apart."""

    gradients: CompletionGradients
    """Of each of its S completions."""
    advantages: Tensor
    """[K, S]."""


class KnownCompletions:
    """Takes rollouts apart while the policy allows it, and keeps the gradients of the last one."""

    def __init__(self, trained: TrainedPolicy, targets: Targets) -> None:
        self._parameters = targets.trained
        self._layers = separable_layers(trained.policy.model)
        self._is_checked = False
        self._known: tuple[PolicyPass, CompletionGradients] | None = None

    def of(self, policy_pass: PolicyPass, advantages: Tensor) -> Separate | None:
        """Takes a rollout apart; returns None if that is not possible.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: [K, N] of all tokens; those of one completion must be the same.
        """
        values = of_completions(advantages, policy_pass.lengths.to(advantages.device))
        gradients = None if values is None else self._gradients(policy_pass)
        return None if gradients is None or values is None else Separate(gradients, values)

    def take(self, policy_pass: PolicyPass) -> CompletionGradients | None:
        """Hands over the gradients of a rollout's completions, where they are known, and keeps them no longer."""
        known, self._known = self._known, None
        return known[1] if known is not None and known[0] is policy_pass else None

    def _gradients(self, policy_pass: PolicyPass) -> CompletionGradients | None:
        if self._known is not None and self._known[0] is policy_pass:
            return self._known[1]
        if self._layers is None or policy_pass.trained.ranks.size > 1:
            return None
        found = completion_gradients(policy_pass, self._parameters, self._layers)
        if found is not None and not self._is_checked:
            found = self._checked(found, policy_pass)
        if found is None:
            self._layers = None
            return None
        self._known = (policy_pass, found)
        return found

    def _checked(self, found: CompletionGradients, policy_pass: PolicyPass) -> CompletionGradients | None:
        """Compares the first gradients of completions with one of the whole rollout; returns None if they differ.

        No two completions count alike in it, so one that is taken for another is noticed too. A gradient that is not
        finite tells nothing, and the next rollout is compared instead.
        """
        counts = torch.linspace(0.5, 1.5, len(found.lengths), device=found.lengths.device)
        whole, _ = summed_gradient(policy_pass, counts.repeat_interleave(found.lengths), self._parameters)
        if not norm(whole).isfinite():
            return found
        self._is_checked = True
        summed = found.summed(-counts[None])
        error = norm([one[0] - other for one, other in zip(summed, whole, strict=True)])
        if error <= TOLERANCE[self._parameters[0].dtype] * norm(whole):
            return found
        logger.warning(
            "The gradients of single completions do not sum to that of the whole rollout (error %.2g of %.2g), so some "
            "layer of this policy is not used as expected. Gradients take one backward pass per objective instead.",
            error.item(),
            norm(whole).item(),
        )
        return None
