"""Copies a run's checkpoints to the shared storage, for workers on other machines."""

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from paretoscope.checkpoint_storage import CheckpointStorage, StorageError
from paretoscope.schema.checkpoints import checkpoint_name
from paretoscope.schema.records import CheckpointRecord
from paretoscope_worker.checkpoints.layout import TENSORS, step_of
from paretoscope_worker.runtime.reporting import SafeReporter

LOOK_SECONDS = 0.2
UPLOADING = "uploading checkpoint"

logger = logging.getLogger(__name__)


class SharedCheckpoints:
    """Copies checkpoints one after another in a separate thread, while training continues.

    A checkpoint that cannot be copied stays only on this worker's disk, which an event says. The event is not repeated
    until a copy has succeeded.

    Args:
        url: the shared storage.
        run_id: the run.
        reporter: receives a record for each copy.
        on_stage: called with a stage while the end of the run waits for copies.

    Raises:
        StorageError: the URL is of a kind that is not installed or not known.
    """

    def __init__(self, url: str, run_id: str, reporter: SafeReporter, on_stage: Callable[[str], None]) -> None:
        self._storage, self._run_id = CheckpointStorage(url), run_id
        self._reporter, self._on_stage = reporter, on_stage
        self._copies: dict[int, bool] = {}
        self._uploads: dict[int, Future[None]] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="uploads")
        self._chunks = 0
        self._failing = False
        self.at_end: Callable[[], None] = lambda: None
        """Called after all copies have been made."""

    def __enter__(self) -> Self:
        try:
            found = self._storage.copies(self._run_id)
            self._copies = {step_of(Path(name)): TENSORS in files for name, files in found.items()}
        except StorageError as error:
            self._report_failure(0, error)
        return self

    def __exit__(self, *_: object) -> None:
        """Waits for the unfinished copies; reports the stage as long as they make progress."""
        seen = -1
        while not all(upload.done() for upload in self._uploads.values()):
            if self._chunks != seen:
                seen = self._chunks
                self._on_stage(UPLOADING)
            time.sleep(LOOK_SECONDS)
        self._thread.shutdown()
        self.at_end()

    def copies(self) -> dict[int, bool]:
        """Returns for the step of each copy whether the run can continue from it."""
        return dict(self._copies)

    def upload(self, checkpoint: Path, record: CheckpointRecord) -> None:
        """Queues a checkpoint for copying; it must not change while it `is_copying`. Reports the record afterwards."""
        self._uploads[record.step] = self._thread.submit(self._upload, checkpoint, record)

    def forget(self, step: int) -> None:
        """Forgets the copy of a step, if there is one, because it belongs to an earlier attempt."""
        self._copies.pop(step, None)

    def is_copying(self, step: int) -> bool:
        """Whether the checkpoint of a step is being copied now; if it is only queued, this call cancels its copy."""
        upload = self._uploads.get(step)
        return upload is not None and not upload.cancel() and not upload.done()

    def settle(self) -> None:
        """Waits for all copies."""
        wait_for(list(self._uploads.values()))

    def delete(self, step: int) -> None:
        """Deletes the copy of a checkpoint; if this fails, a warning is logged and the copy stays."""
        if step in self._copies:
            self._try(step, lambda name: self._storage.delete(self._run_id, name))
            self._copies.pop(step)

    def keep_weights_only(self, step: int) -> int:
        """Deletes everything of a copy except the weights, and returns its remaining size in bytes; 0 if it failed."""
        left = self._try(step, lambda name: self._storage.drop(self._run_id, name, TENSORS))
        if left is not None:
            self._copies[step] = False
        return left or 0

    def _try(self, step: int, change: Callable[[str], int | None]) -> int | None:
        try:
            return change(checkpoint_name(step))
        except StorageError as error:
            logger.warning("The copy of the checkpoint of step %d could not be changed: %s", step, error)
            return None

    def _upload(self, checkpoint: Path, record: CheckpointRecord) -> None:
        try:
            self._storage.upload(self._run_id, checkpoint, self._count)
        except StorageError as error:
            logger.warning("The checkpoint of step %d was not copied: %s", record.step, error)
            self._report_failure(record.step, error)
        else:
            self._failing = False
            self._copies[record.step] = record.resumable
            self._reporter.record(record.model_copy(update={"shared": True}))

    def _count(self) -> None:
        self._chunks += 1

    def _report_failure(self, step: int, error: StorageError) -> None:
        if not self._failing:
            self._failing = True
            message = f"From step {step} on, checkpoints are only on this worker's disk. {error} Training continues."
            self._reporter.event(step, "warning", "checkpoint_not_shared", message)


@contextmanager
def shared_checkpoints(
    url: str, run_id: str, reporter: SafeReporter, on_stage: Callable[[str], None]
) -> Iterator[SharedCheckpoints | None]:
    """Opens the copies of a run's checkpoints; None without a usable URL. An event reports an unusable one."""
    if not url:
        yield None
        return
    try:
        shared = SharedCheckpoints(url, run_id, reporter, on_stage)
    except StorageError as error:
        message = f"Checkpoints are only on this worker's disk. {error}"
        reporter.event(0, "warning", "checkpoint_not_shared", message)
        yield None
        return
    with shared:
        yield shared


@dataclass(frozen=True)
class Disk:
    """The disk of a run's checkpoints, and their copies."""

    id: str = ""
    """Id of the disk that the folder is on; empty if it is not known."""
    shared: SharedCheckpoints | None = None
    """The copies for other machines; None if the operator has not set a shared storage."""


NO_DISK = Disk()
