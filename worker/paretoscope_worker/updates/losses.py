"""The policy loss of each token. Every tensor is float32 [N]."""

from dataclasses import dataclass

import torch
from torch import Tensor

from paretoscope.schema.algorithms import AlgorithmBase, KlEstimator
from paretoscope_worker.updates.log_probs import TokenOutputs

MAX_IMPORTANCE_WEIGHT = 2.0
"""Truncation of the importance weights that correct for a rollout engine whose log-probs differ from the policy's."""


@dataclass(frozen=True)
class Known:
    """Values of each token that are known before the update; None if there are none."""

    advantages: Tensor
    old_log_probs: Tensor | None = None
    """Log-probs under the policy before the first update with this rollout; None in that update, where they equal the
    policy's own."""
    reference_log_probs: Tensor | None = None
    """Log-probs under the reference policy."""
    sampled_log_probs: Tensor | None = None
    """Log-probs from the rollout engine."""

    def at(self, places: Tensor) -> "Known":
        """Returns the values of some tokens."""
        rows = (self.old_log_probs, self.reference_log_probs, self.sampled_log_probs)
        return Known(self.advantages[places], *(None if row is None else row[places] for row in rows))


@dataclass(frozen=True)
class TokenLosses:
    """The loss of each token and its components."""

    losses: Tensor
    """Losses, with their graph."""
    ratios: Tensor
    """Importance ratios."""
    is_clipped: Tensor
    """bool [N], whether clipping changed the gain."""
    divergences: Tensor | None
    """Estimates (k3) of the divergence from the reference policy, in nats."""
    mismatches: Tensor | None
    """|log-prob of the policy - log-prob of the rollout engine|."""


def token_losses(outputs: TokenOutputs, known: Known, algorithm: AlgorithmBase) -> TokenLosses:
    """Returns the losses: minus the clipped gain, plus the KL penalty, minus the entropy bonus."""
    log_probs = outputs.log_probs
    old = log_probs.detach() if known.old_log_probs is None else known.old_log_probs
    ratios = (log_probs - old).exp()
    gains = clipped_gains(ratios, known.advantages, algorithm)
    is_clipped = gains != ratios * known.advantages
    mismatches = divergences = None
    if known.sampled_log_probs is not None:
        mismatches = (old - known.sampled_log_probs).abs()
        gains = gains * importance_weights(old, known.sampled_log_probs)
    losses = -gains
    if known.reference_log_probs is not None:
        differences = log_probs - known.reference_log_probs
        divergences = divergence("k3", differences.detach())
        if algorithm.kl.acts_on == "loss":
            losses = losses + algorithm.kl.coefficient * divergence(algorithm.kl.estimator, differences)
    if outputs.entropies is not None:
        losses = losses - algorithm.entropy_coefficient * outputs.entropies
    return TokenLosses(losses, ratios.detach(), is_clipped, divergences, mismatches)


def importance_weights(old: Tensor, sampled: Tensor) -> Tensor:
    """Returns the probability of each token under the old policy divided by that under the rollout engine.

    The ratio is at most `MAX_IMPORTANCE_WEIGHT`, so that a token that was unlikely for the engine does not outweigh all
    others.
    """
    return (old - sampled).exp().clamp(max=MAX_IMPORTANCE_WEIGHT)


def clipped_gains(ratios: Tensor, advantages: Tensor, algorithm: AlgorithmBase) -> Tensor:
    """Returns each token's gain, min(ratio * advantage, clipped ratio * advantage) (arXiv 1707.06347).

    The dual clip (arXiv 1912.09729) limits the loss of a token with a negative advantage that became likely: its gain
    is at least `dual_clip` times the advantage.
    """
    low = None if algorithm.clip_low is None else 1 - algorithm.clip_low
    high = None if algorithm.clip_high is None else 1 + algorithm.clip_high
    gains = ratios * advantages
    if low is not None or high is not None:
        gains = torch.minimum(gains, ratios.clamp(low, high) * advantages)
    if algorithm.dual_clip is None:
        return gains
    return torch.where(advantages < 0, torch.maximum(gains, algorithm.dual_clip * advantages), gains)


def divergence(estimator: KlEstimator, differences: Tensor) -> Tensor:
    """Estimates KL(policy || reference) in nats from tokens that the policy drew.

    The three estimators are those of Schulman, Approximating KL divergence (2020).

    Args:
        estimator: k1 is unbiased but can be negative; k2 is biased and never negative; k3 is both unbiased and never
            negative.
        differences: log-prob under the policy minus log-prob under the reference policy.
    """
    match estimator:
        case "k1":
            return differences
        case "k2":
            return differences.square() / 2
        case "k3":
            return (-differences).exp() + differences - 1
