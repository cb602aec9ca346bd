"""Saves, reports and deletes the checkpoints of one run."""

import logging
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from safetensors import SafetensorError

from paretoscope.schema import training as schema
from paretoscope.schema.records import CheckpointRecord
from paretoscope_worker.checkpoints.layout import (
    CheckpointError,
    checkpoints_in,
    is_resumable,
    last_good,
    newest_whole,
    policy_folder,
    remove,
    size_bytes,
    step_folder,
    step_of,
)
from paretoscope_worker.checkpoints.retention import pruning
from paretoscope_worker.checkpoints.sharing import NO_DISK, Disk
from paretoscope_worker.checkpoints.writing import keep_weights_only, write_checkpoint
from paretoscope_worker.evaluation import Front
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.session import Session

GIB = 2**30
WRITE_ERRORS = (OSError, RuntimeError, SafetensorError)
"""Errors that the system, torch and safetensors raise when the disk is full."""

OnStage = Callable[[str], None]

logger = logging.getLogger(__name__)


class CheckpointStore:
    """Saves resumable checkpoints and the weights of points to keep, and deletes those that are no longer needed.

    If a checkpoint cannot be written, an event says so, the last good one stays, and training continues.
    """

    def __init__(
        self,
        folder: Path,
        config: schema.Checkpoints,
        reporter: SafeReporter,
        saved_step: int | None,
        disk: Disk = NO_DISK,
    ) -> None:
        """Args: `saved_step` is the step of the checkpoint that the run continues from; it is not saved again."""
        self._folder, self._config, self._reporter = folder, config, reporter
        self._saved_step = saved_step
        self._disk, self._shared = disk, disk.shared
        began = -1 if saved_step is None else saved_step
        self._void = {step for step in (*checkpoints_in(folder), *self._copies()) if step > began}
        """Later steps that an earlier attempt saved; they are deleted after this attempt has saved a checkpoint."""
        self._failing = False
        if saved_step is not None and self._shared:
            self._share(step_folder(folder, saved_step), resumable=True)

    def after_step(self, session: Session, on_stage: OnStage, *, at_once: bool = False) -> None:
        """Saves what is due after a step: a resumable checkpoint, or the weights of a new point on the front.

        Args:
            session: the run.
            on_stage: told that a checkpoint is being saved.
            at_once: whether to save a resumable checkpoint although none is due.

        Raises:
            CheckpointError: the trained policy cannot be saved after the last step.
        """
        is_last = session.step == session.config.budget.steps
        if at_once or is_last or session.step % self._config.every == 0:
            self.save(session, on_stage)
            if is_last and self._saved_step != session.step:
                raise CheckpointError(
                    f"The trained policy could not be saved in {self._folder}; an event says why. "
                    f"{last_good(self._folder)} Free disk space and train the steps since then again."
                )
        else:
            self.save_point(session, on_stage)

    def save(self, session: Session, on_stage: OnStage) -> None:
        """Saves everything that the run needs to continue, unless this step is already saved."""
        if session.step != self._saved_step and self._write(session, on_stage, resumable=True):
            self._saved_step = session.step
            self._delete_void()
        self._prune(session.evaluator.front)

    def save_point(self, session: Session, on_stage: OnStage) -> None:
        """Saves the weights if the validation point of this step is to be kept."""
        if session.step in self._points(session.evaluator.front):
            self._write(session, on_stage, resumable=False)
        self._prune(session.evaluator.front)

    def _points(self, front: Front) -> set[int]:
        """Returns the steps of the points to keep. Step 0 is not among them, because it is the model of the config."""
        steps = front.steps if self._config.keep_front else front.best_steps if self._config.keep_best else []
        trained = [step for step in steps if step > 0]
        return set(trained[: self._affordable(len(trained))])

    def _affordable(self, points: int) -> int:
        """Returns how many of the points fit into `points_gib`, judged by the size of an existing checkpoint."""
        one = next(iter(checkpoints_in(self._folder).values()), None)
        return points if one is None else int(self._config.points_gib * GIB // max(1, size_bytes(policy_folder(one))))

    def _write(self, session: Session, on_stage: OnStage, *, resumable: bool) -> bool:
        """Returns whether a checkpoint was saved."""
        on_stage("saving checkpoint")
        folder = step_folder(self._folder, session.step)
        try:
            write_checkpoint(session, folder, resumable=resumable)
        except WRITE_ERRORS as error:
            logger.warning("The checkpoint of step %d was not saved.", session.step, exc_info=True)
            self._report_failure(session.step, error)
            return False
        self._void.discard(session.step)
        self._failing = False
        if self._shared:
            self._shared.forget(session.step)
        self._report(folder, size_bytes(folder), resumable=resumable)
        self._reporter.persist()
        if self._shared:
            self._shared.upload(folder, self._record(folder, size_bytes(folder), resumable=resumable))
        return True

    def _share(self, folder: Path, *, resumable: bool) -> None:
        """Reports a checkpoint that was here before as one on this disk, and copies it if there is no copy."""
        if not folder.is_dir() or self._shared is None:
            return
        self._report(folder, size_bytes(folder), resumable=resumable)
        if step_of(folder) not in self._copies():
            self._shared.upload(folder, self._record(folder, size_bytes(folder), resumable=resumable))

    def _copies(self) -> dict[int, bool]:
        """Returns for each step with a copy in the shared storage whether the run can continue from it."""
        return self._shared.copies() if self._shared else {}

    def _report(self, folder: Path, size: int, *, resumable: bool, deleted: bool = False) -> None:
        self._reporter.record(self._record(folder, size, resumable=resumable, deleted=deleted))

    def _record(self, folder: Path, size: int, *, resumable: bool, deleted: bool = False) -> CheckpointRecord:
        return CheckpointRecord(
            step=step_of(folder),
            path=str(folder),
            size_bytes=size,
            resumable=resumable,
            deleted=deleted,
            storage=self._disk.id,
            shared=not deleted and step_of(folder) in self._copies(),
        )

    def _report_failure(self, step: int, error: Exception) -> None:
        """Reports an event, but not again until a checkpoint has been saved."""
        if self._failing:
            return
        self._failing = True
        room = self._folder if self._folder.is_dir() else self._folder.parent
        free, last = shutil.disk_usage(room).free, newest_whole(self._folder)
        needed = f"a checkpoint takes {size_bytes(last) / GIB:.3g} GiB and " if last else ""
        self._reporter.event(
            step,
            "error",
            "checkpoint_failed",
            f"The checkpoint of step {step} could not be saved: {error}. Training continues. {last_good(self._folder)} "
            f"Free disk space in {self._folder}: {needed}{free / GIB:.3g} GiB are free. Or lower "
            "checkpoints.keep_last, or set checkpoints.keep_front to false.",
            free_gib=free / GIB,
            last_good=str(last) if last else None,
        )

    def _prune(self, front: Front) -> None:
        """Deletes what must not be kept. If a folder cannot be changed, the next call tries again."""
        if self._shared:
            self._shared.at_end = partial(self._prune, front)
        try:
            self._delete_old(front)
        except OSError as error:
            logger.warning("Old checkpoints could not be deleted: %s", error)

    def _newest_copies(self) -> list[int]:
        """Returns the steps of the newest copies, which stay because other machines have no other checkpoints."""
        return sorted(step for step, resumable in self._copies().items() if resumable)[-self._config.keep_last :]

    def _delete_old(self, front: Front) -> None:
        on_disk = {step: is_resumable(path) for step, path in checkpoints_in(self._folder).items()}
        kept = {step: resumable for step, resumable in (self._copies() | on_disk).items() if step not in self._void}
        plan, newest_copies = pruning(kept, self._points(front), self._config.keep_last), self._newest_copies()
        for step in plan.delete:
            if step in newest_copies or self._is_copying(step):
                continue
            folder = step_folder(self._folder, step)
            size = size_bytes(folder)
            self._remove(step)
            self._report(folder, size, resumable=kept[step], deleted=True)
        for step in plan.strip:
            if step not in newest_copies and not self._is_copying(step):
                self._strip(step)

    def _strip(self, step: int) -> None:
        """Keeps only the weights of a checkpoint and of its copy."""
        folder, left = step_folder(self._folder, step), 0
        if self._shared and self._copies().get(step):
            left = self._shared.keep_weights_only(step)
        if is_resumable(folder):
            keep_weights_only(folder)
        self._report(folder, size_bytes(folder) or left, resumable=False)
        if self._shared and step not in self._copies():
            self._shared.upload(folder, self._record(folder, size_bytes(folder), resumable=False))

    def _is_copying(self, step: int) -> bool:
        """Whether a checkpoint must not change because it is being copied; a copy that has not begun is cancelled."""
        return self._shared is not None and self._shared.is_copying(step)

    def _remove(self, step: int) -> None:
        if self._shared:
            self._shared.delete(step)
        remove(step_folder(self._folder, step))

    def _delete_void(self) -> None:
        for step in self._void:
            self._remove(step)
        self._void.clear()
