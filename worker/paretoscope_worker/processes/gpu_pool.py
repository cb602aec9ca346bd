"""The GPUs of a worker, of which each run takes as many as it asks for, all at once and in turn."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

LOOK_SECONDS = 2.0
"""Pause between looks whether a run that waits still wants its GPUs."""


class GpuPool:
    """Hands out GPUs. A run that waits holds none, so that no two wait for each other.

    Runs are served in the order in which they asked: one that wants many GPUs is not overtaken for ever by those that
    want one.
    """

    def __init__(self, gpus: Sequence[str], slots: int) -> None:
        """Args: `slots` is how many runs are trained at once; where they are more than the GPUs, runs share them."""
        self._used = dict.fromkeys(gpus, 0)
        self._runs_each = max(1, -(-slots // len(gpus))) if gpus else 0
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()

    @property
    def count(self) -> int:
        """How many GPUs there are."""
        return len(self._used)

    @contextmanager
    def taken(self, count: int, is_wanted: Callable[[], bool]) -> Iterator[list[str] | None]:
        """Holds so many GPUs for a while; waits until they are free.

        Args:
            count: at most as many as there are.
            is_wanted: asked now and then while it waits.

        Yields:
            The least used ones; None if they are no longer wanted.
        """
        chosen = self._take(count, is_wanted)
        try:
            yield chosen
        finally:
            self._give_back(chosen or [])

    def _take(self, count: int, is_wanted: Callable[[], bool]) -> list[str] | None:
        turn = object()
        with self._changed:
            self._waiting.append(turn)
        try:
            while True:
                with self._changed:
                    free = [gpu for gpu, runs in self._used.items() if runs < self._runs_each]
                    if self._waiting[0] is turn and len(free) >= count:
                        return self._mark(sorted(free, key=self._used.__getitem__)[:count])
                    self._changed.wait(LOOK_SECONDS)
                if not is_wanted():
                    return None
        finally:
            with self._changed:
                self._waiting.remove(turn)
                self._changed.notify_all()

    def _mark(self, chosen: list[str]) -> list[str]:
        for gpu in chosen:
            self._used[gpu] += 1
        return chosen

    def _give_back(self, chosen: list[str]) -> None:
        with self._changed:
            for gpu in chosen:
                self._used[gpu] -= 1
            self._changed.notify_all()
