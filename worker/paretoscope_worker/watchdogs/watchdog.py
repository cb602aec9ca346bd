"""The interface of watchdogs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from paretoscope.pareto.archive import Archive
from paretoscope.schema.watchdogs import AlarmKind


@dataclass(frozen=True)
class Seen:
    """The data of a step that watchdogs check."""

    step: int
    metrics: Mapping[str, float]
    """Scalars of the step; keys that the run does not report are absent."""
    archive: Archive
    """Validation points so far."""
    tokens: int
    """Number of completion tokens that the step sampled."""


@dataclass(frozen=True)
class Alarm:
    """A problem that a watchdog found."""

    message: str
    """What was seen and how to correct it, in full sentences."""
    settings: tuple[str, ...]
    """Fields of the run config that may correct it, as dotted paths."""
    data: dict[str, Any] = field(default_factory=dict)
    """Values that belong to the message."""
    level: Literal["warning", "error"] = "warning"
    """How serious it is."""


class Watchdog(Protocol):
    """Checks each step for one kind of problem."""

    kind: AlarmKind
    """Kind of the problem and of its events."""
    patience_steps: int
    """Number of consecutive checks that must find the problem before an alarm is raised."""

    def look(self, seen: Seen) -> Alarm | None:
        """Returns the problem, or None if there is none. It is called once per step, in order."""
        ...

    def state_dict(self) -> dict[str, Any]:
        """Returns the state that a checkpoint must hold, as JSON-compatible values."""
        ...

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restores the state that `state_dict` returned."""
        ...


class StatelessWatchdog:
    """Base class of watchdogs that check each step by itself."""

    def state_dict(self) -> dict[str, Any]:
        """Returns an empty state."""
        return {}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Does nothing, because there is no state."""
