"""Keeps the gradients of single completions; the objectives' gradients follow from them without a backward pass."""

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
"""Largest allowed relative error of the sum of the completions' gradients, by the number format of the parameters."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Separate:
    """The gradients and advantages of the completions of a rollout."""

    gradients: CompletionGradients
    """Gradients of the S completions."""
    advantages: Tensor
    """[K, S], advantage of each completion under each objective."""


class KnownCompletions:
    """Computes the gradients of completions if the policy allows it, and keeps those of the last rollout."""

    def __init__(self, trained: TrainedPolicy, targets: Targets) -> None:
        self._parameters = targets.trained
        self._layers = separable_layers(trained.policy.model)
        self._is_checked = False
        self._known: tuple[PolicyPass, CompletionGradients] | None = None

    def of(self, policy_pass: PolicyPass, advantages: Tensor) -> Separate | None:
        """Returns the gradients and advantages of a rollout's completions; None if they cannot be separated.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: [K, N], advantages of all tokens; all tokens of a completion must have the same advantage.
        """
        values = of_completions(advantages, policy_pass.lengths.to(advantages.device))
        gradients = None if values is None else self._gradients(policy_pass)
        return None if gradients is None or values is None else Separate(gradients, values)

    def take(self, policy_pass: PolicyPass) -> CompletionGradients | None:
        """Returns the gradients of a rollout's completions, if they are known, and forgets them."""
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
        """Compares the sum of the completions' gradients with a gradient of the whole rollout; None if they differ.

        Each completion has a different weight in both, so that completions which were mixed up are also detected. If
        the gradient is not finite, nothing can be concluded, and the next rollout is compared instead.
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
            "The gradients of single completions do not sum to that of the whole rollout (error %.2g of %.2g), so a "
            "layer of this policy is not used as expected. Gradients take one backward pass per objective instead.",
            error.item(),
            norm(whole).item(),
        )
        return None
