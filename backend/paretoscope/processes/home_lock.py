"""One ``paretoscope up`` per home folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = "up.lock"


class HomeInUseError(RuntimeError):
    """Another process serves this home folder."""


@contextmanager
def held_home(home: Path, url: str) -> Iterator[None]:
    """Holds a home folder, made if missing, until the block or the process ends.

    Raises:
        HomeInUseError: another process holds it.
        OSError: the folder cannot be made or written.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / LOCK
    try:
        held = FileLock(path, blocking=False, fallback_to_soft=False).acquire()
    except Timeout:
        raise HomeInUseError(
            f"The home {home} is in use by {path.read_text(encoding='utf-8').strip() or 'another process'}. "
            "Stop that one, or choose another folder with --home."
        ) from None
    with held:
        path.write_text(f"process {os.getpid()}, which serves {url}", encoding="utf-8")
        yield
