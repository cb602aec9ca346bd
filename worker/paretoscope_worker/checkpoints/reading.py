"""Reading a checkpoint, and finding one that can be read."""

import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from paretoscope.schema.records import ResumeRecord
from paretoscope_worker.checkpoints.layout import (
    STATE,
    TENSORS,
    CheckpointError,
    check_files,
    checkpoints_in,
    is_resumable,
    policy_folder,
    step_of,
)
from paretoscope_worker.runtime.reporting import SafeReporter


@dataclass(frozen=True)
class SavedState:
    """What a checkpoint holds besides the policy."""

    folder: Path
    """Folder of the checkpoint."""
    state: dict[str, Any]
    """Step, data position, weighting, objectives, archive, watchdogs."""
    tensors: dict[str, Any]
    """Optimizer and random number generators."""

    @property
    def step(self) -> int:
        """Policy updates inside it."""
        return int(self.state["step"])


def read_checkpoint(checkpoint: Path) -> SavedState:
    """Reads a checkpoint.

    Raises:
        CheckpointError: it is missing, incomplete or unreadable, or holds no more than the weights of a point.
    """
    try:
        check_files(checkpoint)
        state = json.loads((checkpoint / STATE).read_text(encoding="utf-8"))
        tensors = torch.load(checkpoint / TENSORS, map_location="cpu", weights_only=True)
    except (OSError, ValueError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise CheckpointError(
            f"The checkpoint {checkpoint} cannot be read: {error}. "
            "Start the run anew, or go on from an earlier checkpoint."
        ) from error
    return SavedState(checkpoint, state, tensors)


def saved_weights(checkpoint: Path) -> Path:
    """Returns the folder with the policy of a checkpoint.

    Raises:
        CheckpointError: it is missing or incomplete.
    """
    try:
        check_files(checkpoint)
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"The checkpoint {checkpoint} that this run starts from cannot be read: {error}. Fork another step."
        ) from error
    return policy_folder(checkpoint)


def resume_point(checkpoint: Path | None, reporter: SafeReporter) -> SavedState | None:
    """Reads where a run goes on and reports it: the checkpoint, or the newest before it that can be read.

    Args:
        checkpoint: the checkpoint to go on from; None for a run that starts.
        reporter: told of the step, and of each checkpoint that could not be read.

    Returns:
        None if the run starts from the beginning, for want of any checkpoint that can be read if not by choice.
    """
    if checkpoint is None:
        return None
    damaged: dict[Path, CheckpointError] = {}
    saved = next(_readable(checkpoint, damaged), None)
    step = saved.step if saved else 0
    reporter.record(ResumeRecord(step=step))
    going_on = f"from the checkpoint of step {step}" if saved else "from the beginning"
    for path, error in damaged.items():
        message = f"The checkpoint {path} cannot be read ({error.__cause__}), so the run went on {going_on}."
        reporter.event(step, "warning", "checkpoint_damaged", message, path=str(path))
    return saved


def _readable(checkpoint: Path, damaged: dict[Path, CheckpointError]) -> Iterator[SavedState]:
    """Yields the checkpoint and those before it, the newest first; notes those that are left out."""
    earlier = [path for step, path in checkpoints_in(checkpoint.parent).items() if step < step_of(checkpoint)]
    for path in (checkpoint, *(path for path in reversed(earlier) if is_resumable(path))):
        try:
            yield read_checkpoint(path)
        except CheckpointError as error:
            damaged[path] = error
