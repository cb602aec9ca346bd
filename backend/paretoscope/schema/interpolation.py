"""Runs that train nothing and evaluate policies on the line between two others."""

from pydantic import Field

from paretoscope.schema.base import Section


class Interpolation(Section):
    """Evaluates policies between `policy.model` and another policy instead of training (rewarded soups, arXiv 2306.04488). Averages of the parameters of two points on a front often form a front themselves."""

    other: str = Field(min_length=1, max_length=4096)
    """Policy at the other end, with the same architecture: a Hugging Face id, or a local folder such as a checkpoint's `policy`."""
    points: int = Field(default=5, ge=2, le=101)
    """Number of policies to evaluate, at equal distances and including both ends. Point i is step i of the run."""
