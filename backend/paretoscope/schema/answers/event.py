"""What happened to a run."""

from datetime import datetime
from typing import Any, Literal

from paretoscope.schema.answers.base import Answer


class EventView(Answer):
    """Something that happened to a run."""

    id: int
    """Number of the event."""
    step: int | None
    """Step it belongs to."""
    time: datetime
    """When it happened."""
    level: Literal["info", "warning", "error"]
    """How bad it is."""
    kind: str
    """What sort of event it is."""
    message: str
    """One sentence for a person."""
    data: dict[str, Any]
    """Numbers behind the sentence."""


class EventsAnswer(Answer):
    """What happened to a run."""

    events: list[EventView]
    """In the order in which they were reported."""
