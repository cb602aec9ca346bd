"""Lagrangian: one objective is maximised, and the others are kept above thresholds."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from paretoscope.schema.base import Name
from paretoscope.schema.weighting.base import WeightingSection


class LagrangianWeighting(WeightingSection):
    """Constrained optimisation: one objective is maximised, and multipliers keep the mean rewards of the others above thresholds. A multiplier rises while its mean reward is below the threshold."""

    type: Literal["lagrangian"] = "lagrangian"
    maximise: Name | None = None
    """Name of the objective that is maximised; the others are constrained. If left out, it is the first objective."""
    thresholds: dict[str, float] = Field(default_factory=dict, max_length=64)
    """Lowest allowed mean reward of each constrained objective. The threshold of an objective that is left out is its mean reward at the first step."""
    rate: float = Field(default=0.05, gt=0.0, le=1000.0)
    """Increase of a multiplier per step and per unit of missing reward. Published code uses 0.01, for longer runs."""
    initial_multiplier: float = Field(default=0.0, ge=0.0, le=1e6)
    """Value of every multiplier at the first step; with 0 only the maximised objective counts then."""

    def starting_weights(self, objectives: Sequence[str]) -> dict[str, float]:
        """Returns the multipliers at step 0 divided by their sum; the multiplier of the maximised objective is 1."""
        multipliers = {
            name: 1.0 if name == self.maximised(objectives) else self.initial_multiplier for name in objectives
        }
        total = sum(multipliers.values())
        return {name: value / total for name, value in multipliers.items()}

    def maximised(self, objectives: Sequence[str]) -> str:
        """Returns the name of the objective that is maximised."""
        return objectives[0] if self.maximise is None else self.maximise

    def objective_values(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the thresholds."""
        yield "thresholds", self.thresholds
