"""Answers about workers."""

from datetime import datetime

from paretoscope.schema.answers.base import Answer
from paretoscope.schema.answers.run import Run


class WorkerView(Answer):
    """A worker process."""

    id: str
    """Id of the worker process, new at every start."""
    hostname: str
    """Name of the machine it runs on."""
    pid: int
    """Its process id."""
    slots: int
    """Number of runs it trains at once."""
    devices: list[str]
    """Names of its GPUs."""
    registered_at: datetime
    """When it registered."""
    seen_at: datetime
    """When it last sent a heartbeat."""
    alive: bool
    """Whether it has sent a heartbeat within the time of a lease."""
    problem: str | None
    """Why it takes no runs for now, in a sentence; null if it takes runs."""
    run_ids: list[str]
    """Ids of the runs that it trains."""


class DeletedRuns(Answer):
    """Runs that have been deleted."""

    run_ids: list[str]
    """Ids of the runs."""


class WorkersAnswer(Answer):
    """The workers that the server knows."""

    workers: list[WorkerView]
    """The workers, the one with the latest heartbeat first."""


class NextRun(Answer):
    """What a worker should train next."""

    run: Run | None
    """The first run of the queue that the worker may claim; null if there is none."""
    waits_for_others: bool
    """Whether a run before it waits for another worker, which has its checkpoint."""
