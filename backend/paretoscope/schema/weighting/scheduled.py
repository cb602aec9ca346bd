"""Scheduled: weights that follow a plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from paretoscope.schema.base import Section, Weights
from paretoscope.schema.weighting.base import WeightingSection

MAX_WAYPOINTS = 1000
DEFAULT_END = 0.5
"""Weight of the first objective at the end of the default schedule, as in the accuracy-focused preset of arXiv 2509.11452."""


class Waypoint(Section):
    """The weights at one step of a schedule."""

    step: int = Field(ge=0, le=1_000_000)
    """Step at which the weights have these values; 0 is the untrained policy."""
    weights: Weights
    """One weight per objective, at least 0; the weights sum to 1."""


class ScheduledWeighting(WeightingSection):
    """Linear scalarisation with weights that move from waypoint to waypoint of a plan."""

    type: Literal["scheduled"] = "scheduled"
    waypoints: Annotated[list[Waypoint], Field(min_length=1, max_length=MAX_WAYPOINTS)] | None = None
    """Weights by ascending step. If left out, they move from equal weights to one half on the first objective at the last step."""
    shape: Literal["linear", "cosine", "step"] = "linear"
    """How the weights move between waypoints: in a straight line (`linear`), along half a cosine (`cosine`), or all at once at the next waypoint (`step`)."""

    def weightings(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the weights of each waypoint."""
        for index, waypoint in enumerate(self.waypoints or ()):
            yield f"waypoints.{index}.weights", waypoint.weights

    def step_lists(self) -> Iterator[tuple[str, list[int]]]:
        """Yields the steps of the waypoints."""
        yield "waypoints", [waypoint.step for waypoint in self.waypoints or ()]

    def plan(self, objectives: Sequence[str], steps: int) -> list[Waypoint]:
        """Returns the waypoints, or the default ones if none are given.

        Args:
            objectives: names of the trained objectives, in order.
            steps: number of updates of the run.
        """
        if self.waypoints is not None:
            return self.waypoints
        first, *others = objectives
        end = {first: DEFAULT_END if others else 1.0} | {name: (1 - DEFAULT_END) / len(others) for name in others}
        return [Waypoint(step=0, weights=self.starting_weights(objectives)), Waypoint(step=steps, weights=end)]

    def _start(self) -> Mapping[str, float] | None:
        return self.waypoints[0].weights if self.waypoints else None
