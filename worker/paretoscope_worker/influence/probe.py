"""Answers the questions of weighting methods about the objectives' gradients on a step's rollout."""

from dataclasses import dataclass

from torch import Tensor

from paretoscope.schema.run_config import RunConfig
from paretoscope.schema.weighting import GradientWeighting
from paretoscope_worker.advantages.tokens import of_completions
from paretoscope_worker.influence.accumulation import published_factors
from paretoscope_worker.influence.directional import directional_influences
from paretoscope_worker.influence.gramian import Gramian, gramian_of
from paretoscope_worker.influence.importance import as_trained
from paretoscope_worker.influence.separation import Separation
from paretoscope_worker.influence.sharded_source import ShardedSource
from paretoscope_worker.influence.sketched_passes import KeptPasses, SketchedPasses
from paretoscope_worker.influence.source import GradientSource
from paretoscope_worker.influence.targets import targets_of
from paretoscope_worker.influence.whole_source import WholeSource
from paretoscope_worker.runtime.seeds import Stream, derive_seed
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.sharded_policy import ShardedPolicy
from paretoscope_worker.updates.trained_policy import TrainedPolicy

COMPARED_SHARE = 8
"""Part of a rollout on which a cheaper method is compared with the exact one: one in this many completions."""
LEAST_COMPARED = 8
"""Least number of completions in a comparison."""


@dataclass(frozen=True)
class Comparison:
    """Influences on a sample of a rollout by two methods, float64 [K] each."""

    found: Tensor
    exact: Tensor


@dataclass(frozen=True)
class Influence:
    """How much each objective's gradient helps all objectives, including its own."""

    values: Tensor
    """I_k, the sum over j of the inner products of gradients k and j; float64 [K] on the CPU."""
    gramian: Gramian | None = None
    """Inner products of the gradients; None if they are not known."""
    comparison: Comparison | None = None
    """A comparison with the exact method; None if none was due."""


class Probe:
    """Computes gradients of the current policy. If several processes train it, all of them must call it together."""

    def __init__(self, config: RunConfig, trained: TrainedPolicy) -> None:
        """Raises ValueError if the policy does not have the target layers of the config."""
        self._config = config
        self._trained = trained
        self._targets = targets_of(trained, getattr(config.weighting, "target_layers", None))
        self._separation = Separation(trained, self._targets)
        self._kept: KeptPasses | None = None

    def gramian(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Gramian:
        """Returns the inner products of the objectives' gradients on a rollout.

        They come from sketches, unless the config asks for exact ones or completions cannot be separated.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N] on the policy's device, advantages of all tokens; each row is computed from the
                rewards of one objective.
            step: number of the next update.
        """
        is_sketched = getattr(self._config.weighting, "gradients", "sketched") == "sketched"
        sketched = self._sketched(policy_pass, advantages, step) if is_sketched else None
        return _exact(self._source(policy_pass), advantages) if sketched is None else sketched

    def influence(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Influence:
        """Returns the influences of the objectives on a rollout.

        A cheaper method is compared with the exact one on the first steps and at intervals, on a sample of completions.
        Where sketches are impossible, influences are computed from a directional derivative.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N] on the policy's device, advantages of all tokens; each row is computed from the
                rewards of one objective.
            step: number of the next update.
        """
        advantages = self._accumulated(policy_pass, advantages)
        if self._weighting.influence == "exact":
            return self.influence_of(_exact(self._source(policy_pass), advantages))
        comparison = self._comparison(policy_pass, advantages, step)
        sketched = None
        if self._weighting.influence == "sketched":
            sketched = self._sketched(policy_pass, advantages, step)
        if sketched is None:
            return Influence(self._directional(policy_pass, advantages, step), None, comparison)
        return self.influence_of(sketched, comparison)

    def during_update(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> SketchedPasses | None:
        """Returns unit passes over a rollout for an update to make. They sketch the gradients of the objectives.

        Args:
            policy_pass: log-probs of the rollout.
            advantages: float32 [K, N], advantages of all tokens.
            step: number of the update.

        Returns:
            None if the completions cannot be separated, because of the policy's layers or of advantages that differ
            between the tokens of a completion.
        """
        if isinstance(self._config.weighting, GradientWeighting):
            advantages = self._accumulated(policy_pass, advantages)
        return self._passes(policy_pass, advantages, step)

    def _passes(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> SketchedPasses | None:
        values = of_completions(advantages, policy_pass.lengths.to(advantages.device))
        if values is None or not self._separation.is_possible(policy_pass):
            return None
        seed = derive_seed(self._config.seed, Stream.INFLUENCE, step)
        return SketchedPasses(self._separation, policy_pass, values, self._targets, seed)

    def comparison(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Comparison | None:
        """Compares with the exact method on a part of the rollout, if it is due; see `influence`."""
        return self._comparison(policy_pass, self._accumulated(policy_pass, advantages), step)

    def influence_of(self, gramian: Gramian, comparison: Comparison | None = None) -> Influence:
        """Returns the influences that follow from inner products of gradients."""
        return Influence(gramian.clipped(self._limit).sum(dim=1), gramian, comparison)

    def take(self, policy_pass: PolicyPass) -> KeptPasses | None:
        """Returns the unit passes over a rollout, if they were kept, and forgets them."""
        kept, self._kept = self._kept, None
        return kept if kept is not None and kept.policy_pass is policy_pass else None

    @property
    def _weighting(self) -> GradientWeighting:
        weighting = self._config.weighting
        assert isinstance(weighting, GradientWeighting)  # noqa: S101 - no other method has influences
        return weighting

    @property
    def _limit(self) -> float:
        return self._config.optimizer.max_grad_norm

    def _sketched(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Gramian | None:
        """Returns estimated inner products and keeps the passes for the update if they fit into memory."""
        passes = self._passes(policy_pass, advantages, step)
        if passes is None:
            return None
        self._kept = passes.kept()
        return passes.gramian()

    def _directional(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Tensor:
        seed = derive_seed(self._config.seed, Stream.INFLUENCE, step)
        return directional_influences(
            self._source(policy_pass), as_trained(policy_pass, advantages), self._limit, seed=seed
        )

    def _comparison(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Comparison | None:
        """Compares with the exact method on a part of the rollout, if it is due; the parts take turns."""
        if not _is_compared(self._weighting, step):
            return None
        count = len(policy_pass.lengths)
        each = min(count, max(LEAST_COMPARED, count // COMPARED_SHARE))
        sample, tokens = policy_pass.part(step % (count // each) * each, each)
        return self._compared(sample, advantages[:, tokens], step)

    def _compared(self, sample: PolicyPass, advantages: Tensor, step: int) -> Comparison:
        exact = self.influence_of(_exact(self._source(sample), advantages)).values
        passes = self._passes(sample, advantages, step) if self._weighting.influence == "sketched" else None
        if passes is None:
            return Comparison(self._directional(sample, advantages, step), exact)
        for _ in passes:
            pass
        return Comparison(self.influence_of(passes.gramian()).values, exact)

    def _accumulated(self, policy_pass: PolicyPass, advantages: Tensor) -> Tensor:
        """Weights completions as in the published sum over micro-batches, if the config asks for it."""
        weighting = self._weighting
        if weighting.accumulation == "mean":
            return advantages
        lengths = policy_pass.lengths
        factors = published_factors(lengths, self._config.algorithm.loss_aggregation, weighting)
        return advantages * factors.repeat_interleave(lengths).to(advantages.device)

    def _source(self, policy_pass: PolicyPass) -> GradientSource:
        if isinstance(self._trained, ShardedPolicy):
            return ShardedSource(self._trained, policy_pass, self._targets)
        return WholeSource(policy_pass, self._targets)


def _exact(source: GradientSource, advantages: Tensor) -> Gramian:
    gradients = source.gradients(as_trained(source.policy_pass, advantages))
    return gramian_of(gradients, source.targets, source.holders)


def _is_compared(weighting: GradientWeighting, step: int) -> bool:
    every = weighting.compare_every
    return step <= weighting.compared_steps or (every > 0 and step % every == 0)
