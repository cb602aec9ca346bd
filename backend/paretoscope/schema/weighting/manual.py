"""Manual: weights that a person moves."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from paretoscope.schema.base import Weights
from paretoscope.schema.weighting.base import WeightingSection
from paretoscope.schema.weighting.scheduled import Waypoint

MAX_CHANGES = 10_000


class ManualWeighting(WeightingSection):
    """Linear scalarisation with weights that a person moves while the run trains, on the run's page or with POST /api/runs/{id}/weights. Every change is an event with its step."""

    type: Literal["manual"] = "manual"
    initial: Weights | None = None
    """Weights at the first step, which sum to 1. If left out, all are equal."""
    replay: Annotated[list[Waypoint], Field(max_length=MAX_CHANGES)] = Field(default_factory=list)
    """Changes of the weights to repeat, such as those of an earlier run that is to be reproduced. They are listed by ascending step, and each step is the first that trains with the new weights."""

    def weightings(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yields the weights at the start and those of every change."""
        yield from super().weightings()
        for index, change in enumerate(self.replay):
            yield f"replay.{index}.weights", change.weights

    def step_lists(self) -> Iterator[tuple[str, list[int]]]:
        """Yields the steps of the changes."""
        yield "replay", [change.step for change in self.replay]
