"""SAW: weights that follow how much the rewards vary."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from paretoscope.schema.weighting.base import WeightingSection


class SawWeighting(WeightingSection):
    """Stage-aware weighting (arXiv 2606.07705): the weight of an objective is proportional to the standard deviation of its rewards divided by their mean, so objectives that are already learnt lose weight."""

    type: Literal["saw"] = "saw"
    shifts: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Number added to the rewards of each objective so that their mean stays away from 0. Objectives that are left out are shifted just enough to make the lowest reward seen so far not negative."""
    epsilon: float = Field(default=1e-8, gt=0.0, le=1.0)
    """Added to the mean, so that rewards that are all 0 do not divide by zero."""

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the shifts."""
        yield "shifts", self.shifts
