"""Attempts at a run, and what produced their results."""

from datetime import datetime

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.provenance import Provenance


class AttemptView(Answer):
    """What produced the results of one attempt."""

    attempt: int
    """Number of the attempt, starting at 1."""
    worker_id: str | None
    """Worker that had the run; null for a run that another program trains."""
    created_at: datetime
    """When it was reported."""
    provenance: Provenance
    """Code, libraries, machine and data."""


class AttemptsAnswer(Answer):
    """Attempts at a run that said what produced their results."""

    attempts: list[AttemptView]
    """In the order of attempts."""
