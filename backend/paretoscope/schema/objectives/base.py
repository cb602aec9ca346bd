"""What all objectives share.

The reward of a completion is always maximised. The value that is shown for a policy may be better when it is lower, so
every objective also says how its value is shown:

- ``unit``: unit of the value;
- ``direction``: whether a higher or a lower value is better;
- ``axis_label``: the value in words;
- ``natural_range``: difference between the best and the worst possible value, if known; it scales the axis.
"""

from typing import Literal

from paretoscope.schema.base import Section

Direction = Literal["maximize", "minimize"]


class ObjectiveBase(Section):
    """Base class of all objectives."""

    monitor: bool = False
    """Logs and shows the objective without training it; it then has no weight and is not an axis of the hypervolume."""


class TextObjective(ObjectiveBase):
    """Base class of objectives that read what the policy wrote."""

    scored_text: Literal["answer", "all"] = "answer"
    """Text that is scored if the policy thinks first: only what follows `</think>` (`answer`), or the thought too, even a cut-off one (`all`, as published)."""
