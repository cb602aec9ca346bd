"""Chooses how the processes of a run train the policy together."""

from paretoscope.schema.resources import Resources
from paretoscope_worker.policy.loading import Policy
from paretoscope_worker.runtime.ranks import Ranks
from paretoscope_worker.updates.replicated_policy import ReplicatedPolicy
from paretoscope_worker.updates.sharded_policy import ShardedPolicy
from paretoscope_worker.updates.trained_policy import TrainedPolicy


def distributed(policy: Policy, resources: Resources, ranks: Ranks) -> TrainedPolicy:
    """Returns the policy as updates train it: alone, replicated or sharded. It must be equal in all processes."""
    if ranks.size == 1:
        return TrainedPolicy(policy, ranks)
    return ShardedPolicy(policy, ranks) if resources.sharding == "fsdp" else ReplicatedPolicy(policy, ranks)
