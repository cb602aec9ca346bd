"""The reference policy, which is the policy before training, and the KL penalty for moving away from it."""

from dataclasses import replace

from torch import Tensor

from paretoscope.schema.algorithms import Kl
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.advantages.tokens import by_completion
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.updates.losses import divergence
from paretoscope_worker.updates.micro_batches import PolicyPass


def load_reference(config: RunConfig, policy: Policy) -> Policy | None:
    """Returns the frozen policy that the run began with; None if the run has no KL penalty.

    If adapters are trained, it is the policy itself without the adapters. Otherwise the model is loaded a second time
    and takes the same memory again.

    Raises:
        PolicyError: the model no longer exists.
    """
    if config.algorithm.kl.coefficient == 0:
        return None
    if config.policy.lora is not None:
        return replace(policy, ignores_adapters=True)
    reference = load_policy(config.policy)
    reference.model.requires_grad_(False)
    return reference


def kl_rewards(policy_pass: PolicyPass, lengths: Tensor, kl: Kl) -> Tensor | None:
    """Returns the KL penalty of each token as a negative reward.

    Args:
        policy_pass: log-probs of the rollout.
        lengths: int64 [B, G], number of tokens of each completion.
        kl: the penalty.

    Returns:
        float64 [B, G, T] on the CPU, 0 after the end of a completion; None if the penalty does not act on rewards.
    """
    reference = policy_pass.reference_log_probs
    if reference is None or kl.acts_on == "loss":
        return None
    differences = policy_pass.log_prob_row(keep_graph=True) - reference
    return by_completion(-kl.coefficient * divergence(kl.estimator, differences).double().cpu(), lengths)
