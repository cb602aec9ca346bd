"""A reporter of events for tests."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Events:
    """Keeps the events it is told."""

    told: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Step, level, kind, message."""
    data: list[dict[str, Any]] = field(default_factory=list, compare=False)
    """What came with each."""

    def event(self, step: int, level: str, kind: str, message: str, **data: Any) -> None:
        """Keeps an event."""
        self.told.append((step, level, kind, message))
        self.data.append(data)

    @property
    def kinds(self) -> list[str]:
        """Kinds of the events, in order."""
        return [kind for _, _, kind, _ in self.told]
