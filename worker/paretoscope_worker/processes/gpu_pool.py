"""Assigns the GPUs of a worker to runs, in the order in which they ask. A run gets all its GPUs at once."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

POLL_SECONDS = 2.0
"""Seconds between checks whether a waiting run still wants its GPUs."""


class GpuPool:
    """Assigns GPUs to runs. A waiting run holds no GPU, so that two runs never wait for each other.

    Runs get their GPUs in the order in which they asked, so that a run that needs many GPUs is not overtaken forever by
    runs that need one.
    """

    def __init__(self, gpus: Sequence[str], slots: int) -> None:
        """Args: `slots` is the number of runs trained at once. If it exceeds the number of GPUs, runs share them."""
        self._used = dict.fromkeys(gpus, 0)
        self._runs_each = max(1, -(-slots // len(gpus))) if gpus else 0
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()

    @property
    def count(self) -> int:
        """Number of GPUs."""
        return len(self._used)

    @contextmanager
    def taken(self, count: int, is_wanted: Callable[[], bool]) -> Iterator[list[str] | None]:
        """Waits until `count` GPUs are free, and holds them for the block.

        Args:
            count: number of GPUs; at most as many as the worker has.
            is_wanted: called from time to time during the wait; if it returns False, the wait ends.

        Yields:
            The least used GPUs; None if they are no longer wanted.
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
                    self._changed.wait(POLL_SECONDS)
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
