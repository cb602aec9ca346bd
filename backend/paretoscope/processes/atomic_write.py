"""Writes files and folders completely or not at all: they are written under another name and then renamed."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".unfinished"
"""End of the names of files and folders while they are being written. These names begin with a dot."""


def write_atomically(path: Path, text: str) -> None:
    """Writes a text file. A reader sees either the old text or the complete new text.

    Several processes and threads may write the same file; the last one wins.

    Raises:
        OSError: the file cannot be written. The old text is kept.
    """
    draft = path.with_name(f".{path.name}.{threading.get_native_id()}{UNFINISHED}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def written_atomically(folder: Path) -> Iterator[Path]:
    """Yields an empty folder for the block to fill, which is renamed to ``folder`` when the block ends.

    At that time, no file or non-empty folder may have this name. If the block raises an error, nothing is left. A
    process that is killed meanwhile leaves a folder, which ``discard_unfinished`` deletes.

    Raises:
        OSError: the folder cannot be created or renamed.
    """
    draft = folder.with_name(f".{folder.name}{UNFINISHED}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def discard_unfinished(parent: Path) -> None:
    """Deletes the unfinished folders that killed processes have left in a folder."""
    for left in parent.glob(f".*{UNFINISHED}"):
        shutil.rmtree(left, ignore_errors=True)
