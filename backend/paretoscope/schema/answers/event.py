"""Answers about the events of a run."""

from datetime import datetime
from typing import Any, Literal

from paretoscope.schema.answers.base import Answer


class EventView(Answer):
    """An event of a run."""

    id: int
    """Id of the event; later events have larger ids."""
    step: int | None
    """Step at which it happened."""
    time: datetime
    """Time when it happened."""
    level: Literal["info", "warning", "error"]
    """How serious it is."""
    kind: str
    """Kind of event, such as `prompts_left_out`."""
    message: str
    """What happened, in sentences."""
    data: dict[str, Any]
    """Values that belong to the message."""


class EventsAnswer(Answer):
    """Events of a run."""

    events: list[EventView]
    """The events, in the order in which they were reported."""
