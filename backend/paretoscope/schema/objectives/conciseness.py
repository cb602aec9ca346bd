"""Conciseness: the completion is short."""

from typing import ClassVar, Literal

from paretoscope.schema.base import Name
from paretoscope.schema.objectives.base import Direction, ObjectiveBase


class Conciseness(ObjectiveBase):
    """Reward 1 if the completion has fewer tokens than a running mean or than the mean of its group, else 0; shown as the mean number of tokens."""

    unit: ClassVar[str] = "tokens"
    direction: ClassVar[Direction] = "minimize"
    axis_label: ClassVar[str] = "completion length"
    natural_range: ClassVar[float | None] = None

    type: Literal["conciseness"] = "conciseness"
    name: Name = "conciseness"
    """Name of the objective in weights, charts and tables."""
    baseline: Literal["running_mean", "group"] = "running_mean"
    """What a completion must be shorter than: the mean of all training completions so far (`running_mean`, as published), or the mean of its group (`group`)."""
    gate_by: Name | None = None
    """Name of an accuracy or function objective. Completions that it does not reward get 0 however short they are, and the mean of a group leaves them out."""
