"""Wall-clock seconds of the parts of a step."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Measures named parts and the time since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def measure(self, part: str) -> Iterator[None]:
        """Times the block and files it under `part`."""
        start = time.perf_counter()
        yield
        self.seconds[part] = time.perf_counter() - start

    def total(self) -> float:
        """Returns the seconds since the stopwatch was made."""
        return time.perf_counter() - self._start
