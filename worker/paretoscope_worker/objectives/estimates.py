"""Estimates the mean of each objective over prompts, with its standard error, from the completions of an evaluation.

The samples of a prompt are averaged first, because they are not independent. A prompt without a defined value of an
objective is left out of that objective's estimate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Estimates:
    """Estimated values, each in the objective's own unit."""

    means: dict[str, float]
    """NaN if the objective is undefined for all prompts."""
    standard_errors: dict[str, float]
    """`sd / sqrt(n)` over the n prompts with a defined value; objectives with n < 2 are left out."""
    covariance: dict[str, dict[str, float]]
    """Covariance of the means of each pair of objectives, over the prompts that define both; 0 for fewer than two."""
    prompts: dict[str, list[float]]
    """Value of each prompt, averaged over its samples; NaN if the objective is undefined for all of them."""


def estimates(values: Mapping[str, Sequence[float | None]], samples: int) -> Estimates:
    """Estimates the objectives from the values of completions.

    Args:
        values: maps each objective to its value for each completion; completions of one prompt follow each other.
        samples: number of completions per prompt.
    """
    prompts = {name: _prompt_means(each, samples) for name, each in values.items()}
    return Estimates(
        means={name: means.nanmean().item() for name, means in prompts.items()},
        standard_errors={
            name: _covariance(means, means) ** 0.5 for name, means in prompts.items() if _defined(means, means) > 1
        },
        covariance={
            name: {other: _covariance(means, others) for other, others in prompts.items()}
            for name, means in prompts.items()
        },
        prompts={name: means.tolist() for name, means in prompts.items()},
    )


def _prompt_means(values: Sequence[float | None], samples: int) -> Tensor:
    """Returns the mean of each prompt, float64 [B]; NaN if all its samples are undefined."""
    numbers = torch.tensor([torch.nan if value is None else value for value in values], dtype=torch.float64)
    return numbers.view(-1, samples).nanmean(dim=1)


def _defined(one: Tensor, other: Tensor) -> int:
    return int((~(one.isnan() | other.isnan())).sum())


def _covariance(one: Tensor, other: Tensor) -> float:
    """Returns the covariance of two means: the covariance over prompts divided by their number."""
    count = _defined(one, other)
    if count < 2:
        return 0.0
    both = ~(one.isnan() | other.isnan())
    mine, theirs = one[both] - one[both].mean(), other[both] - other[both].mean()
    return ((mine * theirs).sum() / (count - 1) / count).item()
