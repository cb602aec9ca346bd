"""A lock that allows only one ``paretoscope up`` per home folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from paretoscope.processes.private_files import private_folder

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
    private_folder(home)
    path = home / LOCK
    try:
        held = FileLock(path, blocking=False, fallback_to_soft=False).acquire()
    except Timeout:
        raise HomeInUseError(
            f"The home {home} is in use by {path.read_text(encoding='utf-8').strip() or 'another process'}. "
            "Stop that process, or choose another folder with --home."
        ) from None
    with held:
        path.write_text(f"process {os.getpid()}, which serves {url}", encoding="utf-8")
        yield
