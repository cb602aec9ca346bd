"""Weights advantages by importance if a separate engine sampled."""

from torch import Tensor

from paretoscope_worker.updates.losses import importance_weights
from paretoscope_worker.updates.micro_batches import PolicyPass


def as_trained(policy_pass: PolicyPass, advantages: Tensor) -> Tensor:
    """Multiplies the advantages [..., N] by the importance weights if a separate engine sampled, as the loss does."""
    sampled = policy_pass.sampled_log_probs
    if sampled is None:
        return advantages
    return advantages * importance_weights(policy_pass.log_prob_row(keep_graph=True), sampled)
