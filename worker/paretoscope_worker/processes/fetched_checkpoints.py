"""Checkpoints that are not on this disk, of which at most one copy from the shared storage is on disk at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from paretoscope.schema.control import CheckpointPlace
from paretoscope_worker.checkpoints.layout import remove
from paretoscope_worker.processes.checkpoint_choice import CheckpointChoice

FETCHED = "fetched"
"""Folder inside the run's own for the copy."""


class FetchedCheckpoints:
    """Finds checkpoints on the disk of this machine, or downloads them; see `CheckpointChoice`.

    Args:
        folder: folder of the run that needs them.
        storage: id of the disk of the folder.
        checkpoint_url: URL of the shared storage; empty for none.
        on_stage: told that a checkpoint is being downloaded.
    """

    def __init__(self, folder: Path, storage: str, checkpoint_url: str, on_stage: Callable[[str], None]) -> None:
        self._folder, self._on_stage = folder / FETCHED, on_stage
        self._choice = CheckpointChoice(folder.parent, checkpoint_url, storage)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Deletes the copy."""
        remove(self._folder)

    def __call__(self, place: CheckpointPlace) -> Path | None:
        """Returns the folder of a checkpoint; None if it is not available. The copy before this one is deleted."""
        remove(self._folder)
        return self._choice.weights(place, self._folder, lambda: self._on_stage("fetching checkpoint"))
