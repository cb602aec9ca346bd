"""Recomputes a scalar reward from the plotted metrics, for each completion."""

from collections.abc import Callable, Sequence
from statistics import fmean

from torch import Tensor

from paretoscope_worker.objectives.rewards import fill_undefined


def mean_over_completions(rewards: Tensor, formula: Callable[[Sequence[float]], float]) -> float:
    """Returns the mean over groups of the mean scalar reward of their completions; 0 if no completion has a reward.

    Args:
        rewards: float64 [K, B, G]; completions without any reward do not count.
        formula: turns the K rewards of one completion into its scalar reward.
    """
    filled = fill_undefined(rewards).permute(1, 2, 0).tolist()
    is_defined = (~rewards.isnan().all(dim=0)).tolist()
    groups = [
        [formula(row) for row, counts in zip(group, kept, strict=True) if counts]
        for group, kept in zip(filled, is_defined, strict=True)
    ]
    means = [fmean(group) for group in groups if group]
    return fmean(means) if means else 0.0
