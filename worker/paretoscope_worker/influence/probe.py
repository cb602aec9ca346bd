"""What weighting methods may ask of the objectives' gradients on a step's rollout."""

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
    """How much each objective's gradient helps all objectives, its own included."""

    values: Tensor
    """float64 [K] on the CPU: I_k, the sum over j of the inner products of gradients k and j."""
    gramian: Gramian | None = None
    """Where the gradients themselves were computed."""
    exact: Tensor | None = None
    """float64 [K]: what the exact way gives, where a cheaper one is compared with it."""


class Probe:
    """Computes gradients of the policy as it is. Several processes that train it must ask together."""

    def __init__(self, config: RunConfig, trained: TrainedPolicy) -> None:
        """Raises ValueError if the policy has no such target layers."""
        self._config = config
        self._trained = trained
        self._targets = targets_of(trained, getattr(config.weighting, "target_layers", None))
        self._completions = KnownCompletions(trained, self._targets)

    def gramian(self, policy_pass: PolicyPass, advantages: Tensor) -> Gramian:
        """Returns the inner products of the objectives' gradients on a rollout.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N] of all tokens on the policy's device, each row from one objective alone.
        """
        return _gramian(self._source(policy_pass), _as_trained(policy_pass, advantages))

    def influence(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Influence:
        """Returns the influences of the objectives on a rollout.

        A cheaper way is compared with the exact one on the first steps and at intervals. Where the gradients of
        completions are known, 'directional' sums them as the exact way does, so the two are the same.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N] of all tokens on the policy's device, each row from one objective alone.
            step: number of the update that follows.

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
        """Hands over the gradients of a rollout's completions, where they are known, and keeps them no longer."""
        return self._completions.take(policy_pass)

    def _accumulated(self, policy_pass: PolicyPass, advantages: Tensor, weighting: GradientWeighting) -> Tensor:
        """Weighs completions as the published sum over micro-batches does, if that is asked for."""
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
    """Weighs tokens that an engine of its own sampled as the policy loss does."""
    sampled = policy_pass.sampled_log_probs
    if sampled is None:
        return advantages
    return advantages * importance_weights(policy_pass.log_prob_row(keep_graph=True), sampled)
