"""The reference policy: the policy before training, which a run may put a price on moving away from."""

from dataclasses import replace

from torch import Tensor

from paretoscope.schema.algorithms import Kl
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.advantages.tokens import by_completion
from paretoscope_worker.policy.loading import Policy, load_policy
from paretoscope_worker.updates.losses import divergence
from paretoscope_worker.updates.micro_batches import PolicyPass


def load_reference(config: RunConfig, policy: Policy) -> Policy | None:
    """Returns the policy that the run began with, frozen; None if the run has no price on moving away from it.

    Where adapters are trained it is the policy itself without them; else it is loaded and takes as much memory again.

    Raises:
        PolicyError: the model is not there any more.
    """
    if config.algorithm.kl.coefficient == 0:
        return None
    if config.policy.lora is not None:
        return replace(policy, ignores_adapters=True)
    reference = load_policy(config.policy)
    reference.model.requires_grad_(False)
    return reference


def divergence_prices(policy_pass: PolicyPass, lengths: Tensor, kl: Kl) -> Tensor | None:
    """Returns what divergence from the reference takes off the reward of each token.

    Args:
        policy_pass: log-probs of the rollout.
        lengths: int64 [B, G], tokens of each completion.
        kl: the price.

    Returns:
        float64 [B, G, T] on the CPU, 0 after the end of a completion; None if the price is not paid out of rewards.
    """
    reference = policy_pass.reference_log_probs
    if reference is None or kl.acts_on == "loss":
        return None
    differences = policy_pass.log_prob_row(keep_graph=True) - reference
    return by_completion(-kl.coefficient * divergence(kl.estimator, differences).double().cpu(), lengths)
