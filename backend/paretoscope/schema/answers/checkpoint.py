"""Answers about the checkpoints of a run."""

from datetime import datetime

from paretoscope.schema.answers.base import Answer


class CheckpointView(Answer):
    """A checkpoint on a worker's disk."""

    id: int
    """Id of the checkpoint."""
    step: int
    """Number of policy updates before it."""
    path: str
    """Folder on the machine of the worker."""
    size_bytes: int
    """Size on disk in bytes."""
    resumable: bool
    """Whether the run can continue from it; false if it holds only the weights of a point."""
    deleted: bool
    """Whether the folder was deleted because newer checkpoints replaced it."""
    storage: str
    """Id of the worker's disk; empty if it is not known."""
    shared: bool
    """Whether a copy is in the shared storage."""
    created_at: datetime
    """Time when the checkpoint was reported."""


class CheckpointsAnswer(Answer):
    """Checkpoints of a run."""

    checkpoints: list[CheckpointView]
    """The checkpoints, by ascending step."""
