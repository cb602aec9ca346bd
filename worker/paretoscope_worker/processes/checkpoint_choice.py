"""Finds a checkpoint on the disk of a worker, or downloads its copy from the shared storage."""

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from paretoscope.checkpoint_storage import CheckpointStorage, StorageError
from paretoscope.schema.control import CheckpointPlace
from paretoscope.settings import is_inside
from paretoscope_worker.checkpoints.layout import CHECKPOINTS, checkpoints_in, remove, step_folder

logger = logging.getLogger(__name__)

Tick = Callable[[], object]


class CheckpointChoice:
    """Finds checkpoints for one worker.

    Args:
        runs_folder: folder of the runs.
        checkpoint_url: URL of the shared storage; empty for none.
        storage: id of the worker's disk.
    """

    def __init__(self, runs_folder: Path, checkpoint_url: str, storage: str) -> None:
        self._runs_folder, self._checkpoint_url, self._storage = runs_folder, checkpoint_url, storage

    def newest(self, run_id: str, places: Iterable[CheckpointPlace], tick: Tick) -> Path | None:
        """Returns the folder of a run's newest available checkpoint; None if there is none.

        Checkpoints of step 0 are not used, because starting over gives the same.

        Args:
            run_id: the run.
            places: checkpoints of the run from which it can continue.
            tick: called repeatedly during a download.
        """
        kept = [place for place in places if place.step > 0]
        for place in sorted(kept, key=lambda place: -place.step):
            found = self.on_disk(place)
            if found is None and place.shared and self._checkpoint_url:
                self._remove_strangers(run_id, kept)
                found = self._fetched(place, self._checkpoints(run_id), tick)
            if found is not None:
                return found
        return None

    def weights(self, place: CheckpointPlace, folder: Path, tick: Tick) -> Path | None:
        """Returns the folder of a checkpoint of another run; None if it is not available.

        Args:
            place: the checkpoint.
            folder: folder for a downloaded copy.
            tick: called repeatedly during a download.
        """
        found = self.on_disk(place)
        if found is None and place.shared and self._checkpoint_url:
            found = self._fetched(place, folder, tick)
        return found

    def on_disk(self, place: CheckpointPlace) -> Path | None:
        """Returns the folder of a checkpoint on this worker's disk; None if it was written to another disk.

        In that case, a folder of the same name here may hold a checkpoint of an earlier attempt.
        """
        if place.storage not in {"", self._storage}:
            return None
        own = step_folder(self._checkpoints(place.run_id), place.step)
        return next((path for path in (Path(place.path), own) if self._is_ours(path) and path.is_dir()), None)

    def _is_ours(self, path: Path) -> bool:
        """Whether a path that was reported is inside the folder of the runs."""
        if is_inside(path, (self._runs_folder,)):
            return True
        logger.warning(
            "The checkpoint %s is not opened: it is not inside %s, where this worker keeps its runs.",
            path,
            self._runs_folder,
        )
        return False

    def _fetched(self, place: CheckpointPlace, folder: Path, tick: Tick) -> Path | None:
        target = step_folder(folder, place.step)
        try:
            CheckpointStorage(self._checkpoint_url).download(place.run_id, target.name, target, tick)
        except StorageError as error:
            logger.warning("The checkpoint of step %d of run %s is not used: %s", place.step, place.run_id, error)
            return None
        return target

    def _remove_strangers(self, run_id: str, places: Sequence[CheckpointPlace]) -> None:
        """Deletes the checkpoints of the run on this disk that are not among the given ones."""
        mine = {place.step for place in places if self.on_disk(place)}
        for step, path in checkpoints_in(self._checkpoints(run_id)).items():
            if step not in mine:
                remove(path)

    def _checkpoints(self, run_id: str) -> Path:
        return self._runs_folder / run_id / CHECKPOINTS
