"""Checkpoints of a run."""

from datetime import datetime

from paretoscope.schema.answers.base import Answer


class CheckpointView(Answer):
    """A checkpoint on a worker's disk."""

    id: int
    """Number of the checkpoint."""
    step: int
    """Number of policy updates in it."""
    path: str
    """Folder on the worker."""
    size_bytes: int
    """Bytes on disk."""
    resumable: bool
    """Whether the run can go on from it; false for the weights of a point."""
    deleted: bool
    """Whether the folder is gone, because newer checkpoints replaced it."""
    storage: str
    """Id of the worker's disk; empty if it is not known."""
    shared: bool
    """Whether a copy is in the shared storage."""
    created_at: datetime
    """When it was reported."""


class CheckpointsAnswer(Answer):
    """Checkpoints of a run."""

    checkpoints: list[CheckpointView]
    """In the order of steps."""
