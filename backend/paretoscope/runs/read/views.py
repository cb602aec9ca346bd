"""What the API answers about runs and workers; every model is one shape of the REST interface."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from paretoscope.schema.control import RunError, RunStatus

Numbers = dict[str, float | None]


class View(BaseModel):
    """What all answers share."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class ObjectiveView(View):
    """How an objective is shown."""

    name: str
    """Name in weights, charts and tables."""
    unit: str
    """Unit of an evaluated value."""
    direction: Literal["maximize", "minimize"]
    """Which way is better."""
    axis_label: str
    """What is measured, in words."""
    monitor: bool = False
    """Whether it is logged but not trained: without a weight, and no axis of the hypervolume."""


class LatestEvaluation(View):
    """Last validation point of a run beside its first."""

    step: int
    """Step of the last evaluation."""
    objectives: Numbers
    """Each objective, in its own unit."""
    initial: Numbers
    """The same at the first evaluation: the untrained policy."""
    weights: Numbers
    """Nominal reward weights at the step."""
    hypervolume: float | None
    """Hypervolume of the archive, against the run's own reference point."""
    initial_hypervolume: float | None
    """The same at the first evaluation."""


class Checks(View):
    """What the run proves about itself."""

    trained_equals_plotted: bool | None
    """Whether the reward in the charts was the reward in the loss at every step; null before the first step."""


class Run(View):
    """A run: its config, where it is in its life, and the few numbers that tables show."""

    id: str
    """Names the run in every address."""
    name: str
    """Shown in tables and charts."""
    status: RunStatus
    """`queued`, `running`, or how it ended."""
    stop_requested: bool
    """Whether somebody asked it to stop."""
    stage: str | None
    """What it is doing, such as `loading policy`."""
    step: int
    """Policy updates reported."""
    total_steps: int
    """Policy updates asked for."""
    attempt: int
    """How often it was started; 0 before the first time."""
    external: bool
    """Whether another program trains it and only reports here."""
    parent_run_id: str | None
    """Run whose checkpoint it starts from, for a fork."""
    parent_step: int | None
    """Step of that checkpoint."""
    config: dict[str, Any]
    """Its config, defaults filled in."""
    notes: str
    """What people wrote about it."""
    error: RunError | None
    """Why it failed or crashed."""
    created_at: datetime
    """When it was made."""
    started_at: datetime | None
    """When its first attempt started."""
    finished_at: datetime | None
    """When it ended."""
    updated_at: datetime
    """When anything of it last changed."""
    method: str
    """How its weights move: the type of its weighting."""
    estimator: str
    """How rewards become advantages: the type of its algorithm."""
    preference: dict[str, float]
    """Reward weights it starts with."""
    objectives: list[ObjectiveView]
    """Its objectives in their own order, monitors last."""
    latest: LatestEvaluation | None
    """Last validation point; null before the first."""
    hypervolume_history: list[tuple[int, float]]
    """Step and hypervolume of at most 60 validation points, first and last included."""
    eta_seconds: float | None
    """Seconds of training left at the pace of this attempt."""
    duration_seconds: float | None
    """Seconds since it started, or that it took."""
    worker_id: str | None
    """Worker that has it."""
    checks: Checks
    """What it proves about itself."""


class RunDetail(Run):
    """A run with the end of its log."""

    log_tail: str
    """Last 64 kB that the training process wrote."""


class RunPage(View):
    """Some of the runs."""

    runs: list[Run]
    """Runs in the order asked for."""
    total: int
    """Runs that match, on all pages."""
    next_cursor: str | None
    """Where the next page begins; null on the last."""


class WorkerView(View):
    """A worker process."""

    id: str
    """Its identity, new at every start."""
    hostname: str
    """Machine it runs on."""
    pid: int
    """Its process id."""
    slots: int
    """Runs it trains at once."""
    devices: list[str]
    """GPUs by name."""
    registered_at: datetime
    """When it said hello."""
    seen_at: datetime
    """When it was last heard of."""
    alive: bool
    """Whether that was no longer ago than a lease."""
    problem: str | None
    """Why it takes no runs for now, in a sentence; null if nothing keeps it from them."""
    run_ids: list[str]
    """Runs it has."""


class WorkersAnswer(View):
    """The workers."""

    workers: list[WorkerView]
    """The last one heard of first."""
