"""The id of a disk: workers that share the disk share the id, whatever their hosts and paths are called."""

import logging
import uuid
from pathlib import Path

from filelock import FileLock

from paretoscope.processes.atomic_write import write_atomically

FILE = ".storage-id"

logger = logging.getLogger(__name__)


def storage_id(folder: Path) -> str:
    """Returns the id in a folder, which the first to ask writes; empty if the folder cannot be written."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{FILE}.lock"):
            if not path.is_file():
                write_atomically(path, uuid.uuid4().hex)
            return path.read_text(encoding="utf-8").strip()[:32]
    except OSError as error:
        logger.warning("The disk of %s gets no id: %s", folder, error)
        return ""
