"""A lock that allows only one ``paretoscope up`` per home folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "up.lock"


class HomeInUseError(RuntimeError):
    """Another process uses this home folder."""


@contextmanager
def held_home(home: Path, url: str) -> Iterator[None]:
    """Locks a home folder until the block or the process ends. The folder is created if it does not exist.

    Raises:
        HomeInUseError: another process has the lock.
        OSError: the folder cannot be created or written.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise HomeInUseError(
                f"The home {home} is in use by {file.read().strip() or 'another process'}. "
                "Stop that process, or choose another folder with --home."
            ) from None
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}, which serves {url}")
        file.flush()
        yield
