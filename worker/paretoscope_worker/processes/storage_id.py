"""Gives each disk an id, which is the same for all workers that share the disk, whatever their hosts and paths are."""

import logging
import uuid
from pathlib import Path

from filelock import FileLock

from paretoscope.processes.atomic_write import write_atomically

FILE = ".storage-id"

logger = logging.getLogger(__name__)


def storage_id(folder: Path) -> str:
    """Returns the id of a folder's disk; the first call writes it. It is empty if the folder cannot be written."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{FILE}.lock"):
            if not path.is_file():
                write_atomically(path, uuid.uuid4().hex)
            return path.read_text(encoding="utf-8").strip()[:32]
    except OSError as error:
        logger.warning("The id of the disk of %s could not be written: %s", folder, error)
        return ""
