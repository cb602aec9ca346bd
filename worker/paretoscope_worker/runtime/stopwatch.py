"""Measures the wall-clock seconds of the parts of a step."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Measures named parts, and the total time since it was created."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def measure(self, part: str) -> Iterator[None]:
        """Measures the block and stores its seconds under `part`."""
        start = time.perf_counter()
        yield
        self.seconds[part] = time.perf_counter() - start

    def total(self) -> float:
        """Returns the seconds since the stopwatch was created."""
        return time.perf_counter() - self._start
