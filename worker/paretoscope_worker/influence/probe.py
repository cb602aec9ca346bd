"""What weighting methods may ask of the objectives' gradients on a step's rollout."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.advantages.tokens import of_completions
from paretoscope_worker.influence.derivatives import LogProbs, finite_difference, forward_mode
from paretoscope_worker.influence.directional import (
    Slopes,
    directional_influences,
    influences_from,
    summed_gradient,
)
from paretoscope_worker.influence.gramian import Gramian, exact_gramian, gramian_of, norm
from paretoscope_worker.influence.targets import target_names
from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.updates.completion_gradients import (
    CompletionGradients,
    completion_gradients,
    separable_layers,
)
from paretoscope_worker.updates.losses import importance_weights
from paretoscope_worker.updates.micro_batches import PolicyPass

TOLERANCE = {torch.float32: 1e-3, torch.bfloat16: 0.1}
"""Largest relative error of the summed gradients of completions; above it they are not what they should be."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Influence:
    """How much each objective's gradient helps all objectives, its own included."""

    values: Tensor
    """float64 [K] on the CPU: I_k, the sum over j of the inner products of gradients k and j."""
    gramian: Gramian | None = None
    """Where the gradients themselves were computed."""
    exact: Tensor | None = None
    """float64 [K]: what the exact way gives, where a cheaper one is compared with it."""


class Probe:
    """Computes gradients of the policy as it is."""

    def __init__(self, config: RunConfig, model: nn.Module) -> None:
        """Raises ValueError if the policy has no such target layers."""
        layers = getattr(config.weighting, "target_layers", None)
        trained = {name: parameter for name, parameter in model.named_parameters() if parameter.requires_grad}
        self._config = config
        self._model = model
        self._parameters = list(trained.values())
        self._names = target_names(model, layers)
        self._targets = [list(trained).index(name) for name in self._names]
        self._layers = separable_layers(model)
        self._is_checked = False
        self._known: tuple[PolicyPass, CompletionGradients] | None = None

    def gramian(self, policy_pass: PolicyPass, advantages: Tensor) -> Gramian:
        """Returns the inner products of the objectives' gradients on a rollout.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N] of all tokens on the policy's device, each row from one objective alone.
        """
        return self._gramian(policy_pass, _as_trained(policy_pass, advantages))

    def influence(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Influence:
        """Returns the influences; on the first steps, where they are not exact, with the exact ones beside them.

        Raises:
            ForwardModeError: `influence: jvp`, and a kernel has no forward-mode formula.
        """
        advantages = _as_trained(policy_pass, advantages)
        weighting = self._config.weighting
        assert isinstance(weighting, GradientWeighting)  # noqa: S101 - no other method has influences
        limit = self._config.optimizer.max_grad_norm
        if weighting.influence == "exact":
            gramian = self._gramian(policy_pass, advantages)
            return Influence(gramian.clipped(limit).sum(dim=1), gramian)
        values = self._directional(weighting.influence, policy_pass, advantages, step)
        if step > weighting.compared_steps:
            return Influence(values)
        gramian = self._gramian(policy_pass, advantages)
        return Influence(values, gramian, gramian.clipped(limit).sum(dim=1))

    def take(self, policy_pass: PolicyPass) -> CompletionGradients | None:
        """Hands over the gradients of a rollout's completions, where they are known, and keeps them no longer."""
        known, self._known = self._known, None
        return known[1] if known is not None and known[0] is policy_pass else None

    def _gramian(self, policy_pass: PolicyPass, advantages: Tensor) -> Gramian:
        found = self._apart(policy_pass, advantages)
        if found is None:
            return exact_gramian(policy_pass, advantages, self._parameters, self._targets)
        gradients, values = found
        return gramian_of(gradients.summed(-values), self._targets)

    def _apart(self, policy_pass: PolicyPass, advantages: Tensor) -> tuple[CompletionGradients, Tensor] | None:
        """Returns the gradients of completions and the advantages [K, S] of each; None where either cannot be had."""
        values = of_completions(advantages, policy_pass.lengths.to(advantages.device))
        gradients = None if values is None else self._completion_gradients(policy_pass)
        return None if gradients is None or values is None else (gradients, values)

    def _completion_gradients(self, policy_pass: PolicyPass) -> CompletionGradients | None:
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

        No two completions count alike in it, so that one taken for another is noticed too. What is not finite tells
        nothing, and the next rollout is compared instead.
        """
        counts = torch.linspace(0.5, 1.5, len(found.lengths), device=found.lengths.device)
        whole, _ = summed_gradient(policy_pass, counts.repeat_interleave(found.lengths), self._parameters)
        if not norm(whole).isfinite():
            return found
        self._is_checked = True
        summed = found.summed(-counts[None])
        error = norm([one[0] - other for one, other in zip(summed, whole, strict=True)])
        if error <= TOLERANCE[whole[0].dtype] * norm(whole):
            return found
        logger.warning(
            "The gradients of single completions do not sum to that of the whole rollout (error %.2g of %.2g), so some "
            "layer of this policy is not used as expected. Gradients are computed one an objective instead.",
            error.item(),
            norm(whole).item(),
        )
        return None

    def _directional(self, way: str, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Tensor:
        limit = self._config.optimizer.max_grad_norm
        found = None if way == "jvp" else self._apart(policy_pass, advantages)
        if found is not None:
            return influences_from(*found, self._targets, limit)
        chosen = [self._parameters[index] for index in self._targets]
        slopes = self._slopes(way, policy_pass, chosen, step)
        return directional_influences(policy_pass, advantages, chosen, limit, slopes)

    def _slopes(self, way: str, policy_pass: PolicyPass, parameters: Sequence[nn.Parameter], step: int) -> Slopes:
        function = LogProbs(self._model, policy_pass, self._names)
        if way == "jvp":
            return lambda direction, _: forward_mode(function, parameters, direction)
        seed = derive_seed(self._config.seed, Stream.INFLUENCE, step)
        return partial(finite_difference, function, parameters, seed=seed)


def _as_trained(policy_pass: PolicyPass, advantages: Tensor) -> Tensor:
    """Weighs tokens that an engine of its own sampled as the policy loss does."""
    sampled = policy_pass.sampled_log_probs
    if sampled is None:
        return advantages
    return advantages * importance_weights(policy_pass.log_prob_row(keep_graph=True), sampled)
