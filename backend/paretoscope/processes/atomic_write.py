"""Files and folders that are there whole or not at all: they are written under another name, then renamed."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".unfinished"
"""How the names of files and folders end that are being written. They begin with a dot."""


def write_atomically(path: Path, text: str) -> None:
    """Writes a text file. A reader sees the text that was there before or the whole new one.

    Several processes and threads may write the same file; the last one wins.

    Raises:
        OSError: the file cannot be written. What was there before is still there.
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

    The name must be free by then, or that of an empty folder. If the block raises, nothing is left. A process that is
    killed in between leaves a folder that ``discard_unfinished`` deletes.

    Raises:
        OSError: the folder cannot be made or renamed.
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
    """Deletes the unfinished folders that processes which were killed have left in a folder."""
    for left in parent.glob(f".*{UNFINISHED}"):
        shutil.rmtree(left, ignore_errors=True)
