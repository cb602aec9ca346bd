"""Answers about the attempts at a run and their provenance."""

from datetime import datetime

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.provenance import Provenance


class AttemptView(Answer):
    """An attempt and what produced its results."""

    attempt: int
    """Number of the attempt, starting at 1."""
    worker_id: str | None
    """Worker that trained the run; null if another program trains it."""
    created_at: datetime
    """Time when the provenance was reported."""
    provenance: Provenance
    """Code, libraries, machine and data."""


class AttemptsAnswer(Answer):
    """The attempts at a run that have reported their provenance."""

    attempts: list[AttemptView]
    """The attempts, by ascending number."""
