"""Folders and files that only their owner can read: the home, and what is in it."""

import logging
import os
import stat
from contextlib import suppress
from pathlib import Path

OWNER_ONLY_FOLDER, OWNER_ONLY_FILE = 0o700, 0o600

logger = logging.getLogger(__name__)


def private_folder(folder: Path) -> None:
    """Creates a folder for its owner alone, or takes the rights of others away from one that exists.

    Raises:
        OSError: the folder cannot be created.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=OWNER_ONLY_FOLDER)
    _tighten(folder, OWNER_ONLY_FOLDER)


def private_file(path: Path) -> None:
    """Creates an empty file for its owner alone, or takes the rights of others away from one that exists.

    Raises:
        OSError: the file cannot be created.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_FILE))
    _tighten(path, OWNER_ONLY_FILE)


def tighten_file(path: Path) -> None:
    """Takes the rights of others away from a file, if it exists."""
    if path.exists():
        _tighten(path, OWNER_ONLY_FILE)


def _tighten(path: Path, allowed: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    others = mode & ~allowed & 0o077
    if not others:
        return
    try:
        path.chmod(mode & ~0o077)
    except OSError as error:
        logger.warning(
            "Other users can use %s (mode %o), and that could not be changed: %s. Its owner should run `chmod go= %s`.",
            path,
            mode,
            error.strerror,
            path,
        )
        return
    logger.warning("Other users could use %s (mode %o). Now only its owner can.", path, mode)
