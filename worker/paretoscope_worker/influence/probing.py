"""The probe that a run asks for the objectives' gradients."""

from typing import Protocol

from torch import Tensor

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.influence.gramian import Gramian
from paretoscope_worker.influence.probe import Influence, Probe
from paretoscope_worker.influence.sharded_probe import ShardedProbe
from paretoscope_worker.updates.completion_gradients import CompletionGradients
from paretoscope_worker.updates.micro_batches import PolicyPass
from paretoscope_worker.updates.sharded_policy import ShardedPolicy
from paretoscope_worker.updates.trained_policy import TrainedPolicy


class GradientProbe(Protocol):
    """Computes gradients of the policy as it is; see `Probe`."""

    def gramian(self, policy_pass: PolicyPass, advantages: Tensor) -> Gramian:
        """Returns the inner products of the objectives' gradients on a rollout."""
        ...

    def influence(self, policy_pass: PolicyPass, advantages: Tensor, step: int) -> Influence:
        """Returns the influences of the objectives on a rollout."""
        ...

    def take(self, policy_pass: PolicyPass) -> CompletionGradients | None:
        """Hands over the gradients of a rollout's completions, where they are known."""
        ...


def probe_of(config: RunConfig, trained: TrainedPolicy) -> GradientProbe:
    """Makes the probe of a policy, whole or in shares.

    Raises:
        ValueError: the policy has no such target layers.
    """
    return ShardedProbe(config, trained) if isinstance(trained, ShardedPolicy) else Probe(config, trained.policy.model)
