"""Reads a checkpoint, and finds one that can be read."""

import json
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from paretoscope.schema.control import CheckpointPlace
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

Fetch = Callable[[CheckpointPlace], Path | None]
"""Returns the folder of a checkpoint, which it may download; None if the checkpoint is not available."""


@dataclass(frozen=True)
class SavedState:
    """The content of a checkpoint, except the policy."""

    folder: Path
    """Folder of the checkpoint."""
    state: dict[str, Any]
    """Step, position in the data, weighting, objectives, archive and watchdogs."""
    tensors: dict[str, Any]
    """Optimizer and random number generators."""

    @property
    def step(self) -> int:
        """Number of policy updates before the checkpoint."""
        return int(self.state["step"])


def read_checkpoint(checkpoint: Path) -> SavedState:
    """Reads a checkpoint.

    Raises:
        CheckpointError: the checkpoint is missing, incomplete or unreadable, or holds only the weights of a point.
    """
    try:
        check_files(checkpoint)
        state = json.loads((checkpoint / STATE).read_text(encoding="utf-8"))
        tensors = torch.load(checkpoint / TENSORS, map_location="cpu", weights_only=True)
    except (OSError, ValueError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise CheckpointError(
            f"The checkpoint {checkpoint} cannot be read: {error}. "
            "Start the run from the beginning, or continue from an earlier checkpoint."
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
        raise CheckpointError(f"The checkpoint {checkpoint} cannot be read: {error}. Choose another step.") from error
    return policy_folder(checkpoint)


def resume_point(checkpoint: Path | None, reporter: SafeReporter) -> SavedState | None:
    """Reads the checkpoint, or the newest earlier one that can be read, and reports its step.

    Args:
        checkpoint: the checkpoint to continue from; None for a new run.
        reporter: receives the step that the run continues from, and an event for each checkpoint that cannot be read.

    Returns:
        The content of the checkpoint; None if the run starts from the beginning, because it is new or because no
        checkpoint can be read.
    """
    if checkpoint is None:
        return None
    damaged: dict[Path, CheckpointError] = {}
    saved = next(_readable(checkpoint, damaged), None)
    step = saved.step if saved else 0
    reporter.record(ResumeRecord(step=step))
    start = f"from the checkpoint of step {step}" if saved else "from the beginning"
    for path, error in damaged.items():
        message = f"The checkpoint {path} cannot be read ({error.__cause__}), so the run continued {start}."
        reporter.event(step, "warning", "checkpoint_damaged", message, path=str(path))
    return saved


def _readable(checkpoint: Path, damaged: dict[Path, CheckpointError]) -> Iterator[SavedState]:
    """Yields the checkpoint and the earlier ones, newest first. Those that cannot be read are added to `damaged`."""
    earlier = [path for step, path in checkpoints_in(checkpoint.parent).items() if step < step_of(checkpoint)]
    for path in (checkpoint, *(path for path in reversed(earlier) if is_resumable(path))):
        try:
            yield read_checkpoint(path)
        except CheckpointError as error:
            damaged[path] = error
