"""Counts what the bodies of all requests currently hold, so that together they never hold too much."""

from types import TracebackType
from typing import Self

MEBIBYTE = 1024 * 1024
SMALL_BODY = 64 * 1024
"""A body up to this size, in bytes, is taken even when large ones have used all the room, so heartbeats get through."""


class BodiesInFlight:
    """The room that bodies share.

    Args:
        max_bytes: largest sum of their sizes; small bodies may exceed it.
        max_slow: largest number of bodies that are slow to arrive.
    """

    def __init__(self, max_bytes: int, max_slow: int) -> None:
        self.max_bytes, self.max_slow = max_bytes, max_slow
        self.held = 0
        self.slow = 0

    def share(self) -> "Share":
        """Returns the part of the room that one request uses."""
        return Share(self)


class Share:
    """What one request holds; a ``with`` block gives it back at its end."""

    def __init__(self, room: BodiesInFlight) -> None:
        self._room = room
        self._held = 0
        self.is_slow = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.release()

    def take(self, size: int) -> bool:
        """Takes room for more bytes. Returns False if there is none."""
        room = self._room
        if self._held + size > SMALL_BODY and room.held + size > room.max_bytes:
            return False
        room.held += size
        self._held += size
        return True

    def become_slow(self) -> bool:
        """Takes one of the places of slow bodies. Returns False if there is none."""
        if self._room.slow >= self._room.max_slow:
            return False
        self._room.slow += 1
        self.is_slow = True
        return True

    def end_slow(self) -> None:
        """Gives the place of a slow body back, because all of it is there."""
        self._room.slow -= self.is_slow
        self.is_slow = False

    def release(self) -> None:
        """Gives everything back."""
        self._room.held -= self._held
        self._held = 0
        self.end_slow()
