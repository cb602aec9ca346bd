"""How the reward weights move while a policy trains, one method per file."""

from typing import Annotated

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
