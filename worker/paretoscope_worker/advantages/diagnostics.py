"""Relations of the objectives to the trained signal and to each other, for any weighting. All tensors are float64."""

import torch
from torch import Tensor

from paretoscope_worker.objectives.rewards import fill_undefined


def covariances(rewards: Tensor, advantages: Tensor) -> Tensor:
    """Returns the covariance of each objective's reward with the advantage within a group, float64 [K].

    It is the mean over groups; within a group the sum is divided by G, as published. To first order, an update improves
    an objective if its covariance is positive (arXiv 2602.06869).

    Args:
        rewards: [K, B, G], NaN where undefined.
        advantages: [B, G], the advantages of the update.
    """
    return (_centred(fill_undefined(rewards)) * _centred(advantages)).mean(dim=(1, 2))


def correlations(rewards: Tensor, advantages: Tensor) -> Tensor:
    """Returns the correlation within a group, float64 [K]: the mean over groups where both vary, 0 if there is none.

    Args:
        rewards: [K, B, G], NaN where undefined.
        advantages: [B, G], the advantages of the update.
    """
    centred, signal = _centred(fill_undefined(rewards)), _centred(advantages)
    spreads = _norm(centred) * _norm(signal)
    varies = spreads > 1e-12
    cosines = torch.where(varies, (centred * signal).sum(dim=-1) / spreads.clamp(min=1e-12), 0.0)
    return cosines.sum(dim=-1) / varies.sum(dim=-1).clamp(min=1)


def advantage_correlations(advantages: Tensor) -> Tensor:
    """Returns the correlation of the objectives' advantages over the batch, [K, K]: how similarly they push the policy.

    It is 0 for an objective whose groups are all tied.

    Args:
        advantages: [K, B, G], the advantages of each objective alone.
    """
    rows = advantages.flatten(1)
    rows = rows - rows.mean(dim=1, keepdim=True)
    units = rows / _norm(rows)[:, None].clamp(min=1e-12)
    return units @ units.T


def _centred(values: Tensor) -> Tensor:
    return values - values.mean(dim=-1, keepdim=True)


def _norm(values: Tensor) -> Tensor:
    return values.square().sum(dim=-1).sqrt()
