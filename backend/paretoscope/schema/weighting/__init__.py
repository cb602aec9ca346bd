"""How the reward weights move while a policy trains, one method per file."""

from typing import Annotated, get_args

from pydantic import Field

from paretoscope.schema.weighting.ctwa import CtwaWeighting
from paretoscope.schema.weighting.fixed import FixedWeighting
from paretoscope.schema.weighting.gradient import GradientWeighting
from paretoscope.schema.weighting.gradnorm import GradNormWeighting
from paretoscope.schema.weighting.hvo import HvoWeighting
from paretoscope.schema.weighting.hypervolume import HypervolumeWeighting
from paretoscope.schema.weighting.lagrangian import LagrangianWeighting
from paretoscope.schema.weighting.manual import ManualWeighting
from paretoscope.schema.weighting.mgda import MgdaWeighting
from paretoscope.schema.weighting.pama import PamaWeighting
from paretoscope.schema.weighting.saw import SawWeighting
from paretoscope.schema.weighting.scheduled import ScheduledWeighting, Waypoint
from paretoscope.schema.weighting.smooth_tchebycheff import SmoothTchebycheffWeighting
from paretoscope.schema.weighting.tchebycheff import TchebycheffWeighting

__all__ = [
    "CtwaWeighting",
    "FixedWeighting",
    "GradNormWeighting",
    "GradientWeighting",
    "HvoWeighting",
    "HypervolumeWeighting",
    "LagrangianWeighting",
    "ManualWeighting",
    "MgdaWeighting",
    "PamaWeighting",
    "SawWeighting",
    "ScheduledWeighting",
    "SmoothTchebycheffWeighting",
    "TchebycheffWeighting",
    "Waypoint",
    "Weighting",
    "preference_field",
]

Weighting = Annotated[
    FixedWeighting
    | ScheduledWeighting
    | HypervolumeWeighting
    | GradientWeighting
    | CtwaWeighting
    | SawWeighting
    | TchebycheffWeighting
    | SmoothTchebycheffWeighting
    | LagrangianWeighting
    | MgdaWeighting
    | GradNormWeighting
    | PamaWeighting
    | HvoWeighting
    | ManualWeighting,
    Field(discriminator="type"),
]

PREFERENCE_FIELDS = ("weights", "initial")
"""Fields that hold a preference; a method has one of them or none."""


def preference_field(weighting: str) -> str | None:
    """Returns the field in which a type of weighting holds its preference; None if it has none, or is no such type."""
    for section in get_args(get_args(Weighting)[0]):
        if section.model_fields["type"].default == weighting:
            return next((name for name in PREFERENCE_FIELDS if name in section.model_fields), None)
    return None
