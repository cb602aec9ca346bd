"""The interface of watchdogs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from paretoscope.pareto.archive import Archive
from paretoscope.schema.watchdogs import AlarmKind


@dataclass(frozen=True)
class Seen:
    """What watchdogs look at after each step."""

    step: int
    metrics: Mapping[str, float]
    """Scalars of the step; a key that this run does not report is absent."""
    archive: Archive
    """Validation points so far."""
    tokens: int
    """Completion tokens that the step sampled."""


@dataclass(frozen=True)
class Alarm:
    """Something is wrong."""

    message: str
    """What was seen and what mends it, in sentences for a person."""
    settings: tuple[str, ...]
    """Fields of the run config that mend it, as dotted paths."""
    data: dict[str, Any] = field(default_factory=dict)
    """Numbers behind the message."""
    level: Literal["warning", "error"] = "warning"
    """How bad it is."""


class Watchdog(Protocol):
    """Looks for one thing that goes wrong."""

    kind: AlarmKind
    """What it looks for; the kind of its events."""
    patience_steps: int
    """Looks in a row that must find it wrong before it is an alarm."""

    def look(self, seen: Seen) -> Alarm | None:
        """Returns what is wrong now, or None. Called once per step, in order."""
        ...

    def state_dict(self) -> dict[str, Any]:
        """Returns what a checkpoint must hold, JSON-able."""
        ...

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes back what `state_dict` returned."""
        ...


class StatelessWatchdog:
    """Base of watchdogs that judge each step by itself."""

    def state_dict(self) -> dict[str, Any]:
        """Returns nothing."""
        return {}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Does nothing."""
