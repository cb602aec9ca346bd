"""What a checkpoint is made of: a folder `step-000025` with these files.

`policy/` is an ordinary transformers model, `state.json` holds all other state but tensors, `tensors.pt` optimizer and
random number generators, and `files.json` the size of each of them, by which one that was cut short is known. Without
`tensors.pt` a checkpoint holds the weights of a point and the run cannot go on from it.

The reporter's position is the step: a reporter keeps its place on disk by itself, and going on from a step makes void
all that was reported for later ones.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from paretoscope.processes.atomic_write import UNFINISHED, write_atomically
from paretoscope.schema.checkpoints import FILES, POLICY, STEP, checkpoint_name

CHECKPOINTS = "checkpoints"
"""Folder of a run's checkpoints inside the run's own."""
TENSORS, STATE = "tensors.pt", "state.json"


class CheckpointError(Exception):
    """A checkpoint that cannot be used or written: what is wrong, why, and what to do instead."""


def policy_folder(checkpoint: Path) -> Path:
    """Returns where a checkpoint keeps its policy."""
    return checkpoint / POLICY


def step_folder(folder: Path, step: int) -> Path:
    """Returns where the checkpoint of a step is kept among those of its run."""
    return folder / checkpoint_name(step)


def step_of(checkpoint: Path) -> int:
    """Returns the step of a checkpoint's folder."""
    return int(checkpoint.name.removeprefix(STEP))


def checkpoints_in(folder: Path) -> dict[int, Path]:
    """Returns the checkpoints of a run by step, the earliest first."""
    return {step_of(path): path for path in sorted(folder.glob(f"{STEP}*"), key=step_of)}


def is_resumable(checkpoint: Path) -> bool:
    """Whether a checkpoint is one to go on from, and not the weights of a point alone."""
    return (checkpoint / TENSORS).is_file()


def list_files(checkpoint: Path) -> None:
    """Writes the list of a checkpoint's files and their sizes, whole or not at all."""
    listed = [path for path in _files(checkpoint) if path.name != FILES and path.suffix != UNFINISHED]
    sizes = {path.relative_to(checkpoint).as_posix(): path.stat().st_size for path in listed}
    write_atomically(checkpoint / FILES, json.dumps(sizes))


def check_files(checkpoint: Path) -> None:
    """Compares a checkpoint's files with their list.

    Raises:
        OSError: one is missing.
        ValueError: one has another size, or the list is no list.
    """
    for name, size in json.loads((checkpoint / FILES).read_text(encoding="utf-8")).items():
        found = (checkpoint / name).stat().st_size
        if found != size:
            raise ValueError(f"{name} has {found:,} of {size:,} bytes")


def newest_whole(folder: Path) -> Path | None:
    """Returns the newest checkpoint of a run to go on from whose files are all there; None if there is none."""
    whole = (path for path in reversed(checkpoints_in(folder).values()) if is_resumable(path) and _is_whole(path))
    return next(whole, None)


def last_good(folder: Path) -> str:
    """Returns a sentence that names the newest whole checkpoint of a run."""
    last = newest_whole(folder)
    return f"The last good checkpoint is {last}." if last else "There is no earlier checkpoint."


def size_bytes(checkpoint: Path) -> int:
    """Returns how much disk a checkpoint takes."""
    return sum(path.stat().st_size for path in _files(checkpoint))


def remove(checkpoint: Path) -> None:
    """Deletes a checkpoint; one that is not there is no error."""
    shutil.rmtree(checkpoint, ignore_errors=True)


def _is_whole(checkpoint: Path) -> bool:
    try:
        check_files(checkpoint)
    except (OSError, ValueError):
        return False
    return True


def _files(checkpoint: Path) -> Iterable[Path]:
    return [path for path in checkpoint.rglob("*") if path.is_file()]
