"""Answers about objectives."""

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.objectives import Direction


class ObjectiveView(Answer):
    """How an objective is shown."""

    name: str
    """Name of the objective in weights, charts and tables."""
    unit: str
    """Unit of an evaluated value."""
    direction: Direction
    """Whether a higher or a lower value is better."""
    axis_label: str
    """The value in words."""
    monitor: bool = False
    """Whether it is logged but not trained. A monitor has no weight and is not an axis of the hypervolume."""
