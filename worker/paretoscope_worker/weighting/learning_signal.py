"""Computes the learning signal of an update: scalar rewards, advantages, and the share of each objective in them."""

from dataclasses import dataclass

import torch
from torch import Tensor

from paretoscope_worker.advantages.attribution import reward_parts
from paretoscope_worker.advantages.diagnostics import advantage_correlations, covariances
from paretoscope_worker.advantages.estimator import AdvantageEstimator, effective_weights
from paretoscope_worker.advantages.tokens import completion_means, token_row
from paretoscope_worker.weighting.method import WeightingMethod


@dataclass(frozen=True)
class LearningSignal:
    """The learning signal of an update. All tensors are float64 on the CPU."""

    scalar_rewards: Tensor
    """[B, G], scalar rewards from which the advantages are computed."""
    advantages: Tensor
    """[B, G], mean advantage of each completion's tokens."""
    token_advantages: Tensor
    """[N], advantage of each token, completions in order."""
    effective_weights: Tensor
    """[K], each objective's share of the advantage."""
    covariances: Tensor
    """[K], covariance of each objective's reward with the advantage."""
    advantage_correlations: Tensor
    """[K, K], correlations of the advantages that each objective alone would give."""


def learning_signal(
    rewards: Tensor,
    weighting: WeightingMethod,
    estimator: AdvantageEstimator,
    lengths: Tensor,
    token_rewards: Tensor | None = None,
) -> LearningSignal:
    """Combines the rewards of a step with the current weights.

    Args:
        rewards: [K, B, G], NaN where undefined.
        weighting: the weighting method with its weights.
        estimator: computes the advantages.
        lengths: int64 [B, G], number of tokens of each completion.
        token_rewards: [B, G, T], additional reward of each token.
    """
    scalar_rewards = weighting.reward_multiplier * weighting.scalarise(rewards)
    parts = estimator.parts(*addends(rewards, scalar_rewards, weighting), lengths, token_rewards)
    by_token = weighting.advantage_multiplier * parts.sum(dim=0)
    advantages = completion_means(by_token, lengths)
    alone = completion_means(objective_advantages(rewards, estimator, lengths), lengths)
    return LearningSignal(
        scalar_rewards=scalar_rewards,
        advantages=advantages,
        token_advantages=token_row(by_token, lengths),
        effective_weights=effective_weights(completion_means(parts[: len(rewards)], lengths)),
        covariances=covariances(rewards, advantages),
        advantage_correlations=advantage_correlations(alone),
    )


def addends(rewards: Tensor, scalar_rewards: Tensor, weighting: WeightingMethod) -> tuple[Tensor, Tensor]:
    """Returns the parts that sum to the scalar rewards, one per objective, and the weights of the parts.

    If the scalar reward is not a weighted sum, there is one more part at the end: the rest that is constant in a group.
    """
    if weighting.is_linear:
        return rewards, weighting.reward_multiplier * weighting.weights
    parts = weighting.reward_multiplier * reward_parts(rewards, weighting.scalarise)
    rest = scalar_rewards - parts.sum(dim=0)
    return torch.cat([parts, rest[None]]), parts.new_ones(len(parts) + 1)


def objective_advantages(rewards: Tensor, estimator: AdvantageEstimator, lengths: Tensor) -> Tensor:
    """Returns the advantages, float64 [K, B, G, T], that the rewards of each objective alone would give."""
    alone = rewards.new_ones(1)
    return torch.cat([estimator.parts(own[None], alone, lengths) for own in rewards])
