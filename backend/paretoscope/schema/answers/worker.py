"""Workers."""

from datetime import datetime

from paretoscope.schema.answers.base import Answer


class WorkerView(Answer):
    """A worker process."""

    id: str
    """Identity of the worker, new at every start."""
    hostname: str
    """Machine it runs on."""
    pid: int
    """Its process id."""
    slots: int
    """Number of runs it trains at once."""
    devices: list[str]
    """Names of its GPUs."""
    registered_at: datetime
    """When it registered."""
    seen_at: datetime
    """When it was last heard from."""
    alive: bool
    """Whether it was heard from within the time of a lease."""
    problem: str | None
    """Why it takes no runs for now, in a sentence; null if nothing keeps it from them."""
    run_ids: list[str]
    """Runs that it trains."""


class DeletedRuns(Answer):
    """Runs that have been deleted."""

    run_ids: list[str]
    """Ids of the runs."""


class WorkersAnswer(Answer):
    """The workers."""

    workers: list[WorkerView]
    """The worker heard from last comes first."""
