"""Answers the questions of weighting methods about the objectives' gradients on a step's rollout."""

from dataclasses import dataclass

from torch import Tensor

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.influence.accumulation import published_factors
from paretoscope_worker.influence.completions import KnownCompletions
from paretoscope_worker.influence.directional import directional_influences
from paretoscope_worker.influence.gramian import Gramian, gramian_of
from paretoscope_worker.influence.sharded_source import ShardedSource
from paretoscope_worker.influence.source import GradientSource
from paretoscope_worker.influence.targets import targets_of
from paretoscope_worker.influence.whole_source import WholeSource
from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.updates.completion_gradients import CompletionGradients
from paretoscope_worker.updates.losses import importance_weights
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.sharded_policy import ShardedPolicy
from paretoscope_worker.updates.trained_policy import TrainedPolicy


@dataclass(frozen=True)
class Influence:
    """How much each objective's gradient helps all objectives, including its own."""

    values: Tensor
    """I_k, the sum over j of the inner products of gradients k and j; float64 [K] on the CPU."""
    gramian: Gramian | None = None
    """Inner products of the gradients; None if the gradients were not computed."""
    exact: Tensor | None = None
    """Influences by the exact method, float64 [K]; None if no cheaper method is compared with it."""


class Probe:
    """Computes gradients of the current policy. If several processes train it, all of them must call it together."""

    def __init__(self, config: RunConfig, trained: TrainedPolicy) -> None:
        """Raises ValueError if the policy does not have the target layers of the config."""
        self._config = config
        self._trained = trained
        self._targets = targets_of(trained, getattr(config.weighting, "target_layers", None))
        self._completions = KnownCompletions(trained, self._targets)

    def gramian(self, policy_pass: PolicyPass, advantages: Tensor) -> Gramian:
        """Returns the inner products of the objectives' gradients on a rollout.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N] on the policy's device, advantages of all tokens; each row is computed from the
                rewards of one objective.
        """
        return _gramian(self._source(policy_pass), _as_trained(policy_pass, advantages))

    def influence(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Influence:
        """Returns the influences of the objectives on a rollout.

        A cheaper method is compared with the exact one on the first steps and at intervals. If the gradients of
        completions are known, 'directional' sums them like the exact method, so the results are the same.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N] on the policy's device, advantages of all tokens; each row is computed from the
                rewards of one objective.
            step: number of the next update.

        Raises:
            ForwardModeError: the config asks for forward mode and a kernel has no formula for it.
        """
        weighting, limit = self._config.weighting, self._config.optimizer.max_grad_norm
        assert isinstance(weighting, GradientWeighting)  # noqa: S101 - no other method has influences
        source, advantages = self._source(policy_pass), _as_trained(policy_pass, advantages)
        advantages = self._accumulated(policy_pass, advantages, weighting)
        if weighting.influence == "exact":
            gramian = _gramian(source, advantages)
            return Influence(gramian.clipped(limit).sum(dim=1), gramian)
        is_compared = _is_compared(weighting, step)
        if weighting.influence == "directional" and source.has_completion_gradients(advantages):
            gramian = _gramian(source, advantages)
            values = gramian.clipped(limit).sum(dim=1)
            return Influence(values, gramian, values) if is_compared else Influence(values)
        seed, forwards = derive_seed(self._config.seed, Stream.INFLUENCE, step), weighting.influence == "jvp"
        values = directional_influences(source, advantages, limit, forwards=forwards, seed=seed)
        if not is_compared:
            return Influence(values)
        gramian = _gramian(source, advantages)
        return Influence(values, gramian, gramian.clipped(limit).sum(dim=1))

    def take(self, policy_pass: PolicyPass) -> CompletionGradients | None:
        """Returns the gradients of a rollout's completions, if they are known, and forgets them."""
        return self._completions.take(policy_pass)

    def _accumulated(self, policy_pass: PolicyPass, advantages: Tensor, weighting: GradientWeighting) -> Tensor:
        """Weights completions as in the published sum over micro-batches, if the config asks for it."""
        if weighting.accumulation == "mean":
            return advantages
        lengths = policy_pass.lengths
        factors = published_factors(lengths, self._config.algorithm.loss_aggregation, weighting)
        return advantages * factors.repeat_interleave(lengths).to(advantages.device)

    def _source(self, policy_pass: PolicyPass) -> GradientSource:
        if isinstance(self._trained, ShardedPolicy):
            return ShardedSource(self._trained, policy_pass, self._targets)
        return WholeSource(policy_pass, self._targets, self._completions)


def _is_compared(weighting: GradientWeighting, step: int) -> bool:
    every = weighting.compare_every
    return step <= weighting.compared_steps or (every > 0 and step % every == 0)


def _gramian(source: GradientSource, advantages: Tensor) -> Gramian:
    return gramian_of(source.gradients(advantages), source.targets, source.holders)


def _as_trained(policy_pass: PolicyPass, advantages: Tensor) -> Tensor:
    """Multiplies the advantages by the importance weights if a separate engine sampled, as the policy loss does."""
    sampled = policy_pass.sampled_log_probs
    if sampled is None:
        return advantages
    return advantages * importance_weights(policy_pass.log_prob_row(keep_graph=True), sampled)
