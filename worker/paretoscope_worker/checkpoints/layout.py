"""The files of a checkpoint, which is a folder such as `step-000025`.

`policy/` is an ordinary transformers model. `tensors.pt` holds the optimizer and the random number generators,
`state.json` all other state. `files.json` holds the size of each file, which reveals files that were cut short. A
checkpoint without `tensors.pt` holds only the weights of a point, and the run cannot continue from it.

The state of the reporter is not saved. It keeps its own position on disk, and when a run continues from a step,
everything that was reported for later steps becomes void.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from paretoscope.processes.atomic_write import UNFINISHED, write_atomically
from paretoscope.schema.checkpoints import FILES, POLICY, STEP, checkpoint_name

CHECKPOINTS = "checkpoints"
"""Name of the folder of checkpoints inside the folder of a run."""
TENSORS, STATE = "tensors.pt", "state.json"


class CheckpointError(Exception):
    """A checkpoint cannot be read or written. The message says what is wrong, why, and what to do instead."""


def policy_folder(checkpoint: Path) -> Path:
    """Returns the folder of a checkpoint's policy."""
    return checkpoint / POLICY


def step_folder(folder: Path, step: int) -> Path:
    """Returns the folder of the checkpoint of a step, given the folder of the run's checkpoints."""
    return folder / checkpoint_name(step)


def step_of(checkpoint: Path) -> int:
    """Returns the step of a checkpoint, given its folder."""
    return int(checkpoint.name.removeprefix(STEP))


def checkpoints_in(folder: Path) -> dict[int, Path]:
    """Returns the checkpoints of a run by step, earliest first."""
    return {step_of(path): path for path in sorted(folder.glob(f"{STEP}*"), key=step_of)}


def is_resumable(checkpoint: Path) -> bool:
    """Whether the run can continue from a checkpoint; otherwise it holds only the weights of a point."""
    return (checkpoint / TENSORS).is_file()


def list_files(checkpoint: Path) -> None:
    """Writes the list of a checkpoint's files and their sizes, completely or not at all."""
    listed = [path for path in _files(checkpoint) if path.name != FILES and path.suffix != UNFINISHED]
    sizes = {path.relative_to(checkpoint).as_posix(): path.stat().st_size for path in listed}
    write_atomically(checkpoint / FILES, json.dumps(sizes))


def check_files(checkpoint: Path) -> None:
    """Compares a checkpoint's files with the list of files.

    Raises:
        OSError: a file is missing.
        ValueError: a file has a different size, or the list is invalid.
    """
    for name, size in json.loads((checkpoint / FILES).read_text(encoding="utf-8")).items():
        found = (checkpoint / name).stat().st_size
        if found != size:
            raise ValueError(f"{name} has {found:,} of {size:,} bytes")


def newest_whole(folder: Path) -> Path | None:
    """Returns the newest complete checkpoint that a run can continue from; None if there is none."""
    whole = (path for path in reversed(checkpoints_in(folder).values()) if is_resumable(path) and _is_whole(path))
    return next(whole, None)


def last_good(folder: Path) -> str:
    """Returns a sentence that names the newest complete checkpoint of a run."""
    last = newest_whole(folder)
    return f"The last good checkpoint is {last}." if last else "There is no earlier checkpoint."


def size_bytes(checkpoint: Path) -> int:
    """Returns the disk space of a checkpoint in bytes."""
    return sum(path.stat().st_size for path in _files(checkpoint))


def remove(checkpoint: Path) -> None:
    """Deletes a checkpoint; it is no error if the checkpoint does not exist."""
    shutil.rmtree(checkpoint, ignore_errors=True)


def _is_whole(checkpoint: Path) -> bool:
    try:
        check_files(checkpoint)
    except (OSError, ValueError):
        return False
    return True


def _files(checkpoint: Path) -> Iterable[Path]:
    return [path for path in checkpoint.rglob("*") if path.is_file()]
