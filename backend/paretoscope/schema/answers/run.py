"""Answers about runs: config, state, and the numbers that tables show."""

from datetime import datetime
from typing import Any

from pydantic import Field

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.control import FINAL_STATUSES, RunError, RunStatus


class LatestEvaluation(Answer):
    """The last validation point of a run, with values of the first for comparison."""

    step: int
    """Step of the last evaluation."""
    objectives: Numbers
    """Value of each objective in its own unit."""
    standard_errors: Numbers = Field(default_factory=dict)
    """Standard error of each value over prompts; empty if it is not known."""
    initial: Numbers
    """The same values at the first evaluation, which is that of the untrained policy."""
    weights: Numbers
    """Nominal reward weights at the step."""
    hypervolume: float | None
    """Hypervolume of the archive, measured from the run's own reference point."""
    hypervolume_interval: tuple[float, float] | None = None
    """Lower and upper end of its 95 % interval over the choice of prompts, if it is known."""
    initial_hypervolume: float | None
    """The same at the first evaluation."""
    reference_point: Numbers
    """Reference point of the hypervolume in own units. Hypervolumes are comparable only with equal reference and scale."""
    scale: Numbers
    """Length of one unit of each axis of the hypervolume, in the objectives' own units."""


class Checks(Answer):
    """Results of a run's checks of its own numbers."""

    trained_equals_plotted: bool | None
    """Whether the reward in the charts equalled the reward in the loss at every step; null before the first step."""


class Run(Answer):
    """A run: its config, its state, and the numbers that tables show."""

    id: str
    """Id of the run, which is part of its URLs."""
    name: str
    """Name of the run in tables and charts."""
    status: RunStatus
    """`queued`, `running`, how the run ended, or `lost`: an external run of which nothing is heard for now."""
    stop_requested: bool
    """Whether a person has asked the run to stop."""
    stage: str | None
    """What the run is doing, such as `loading policy`."""
    step: int
    """Number of policy updates reported."""
    total_steps: int
    """Number of policy updates in the whole run."""
    attempt: int
    """Number of attempts that have started; 0 before the first."""
    external: bool
    """Whether another program trains the run and only reports here."""
    parent_run_id: str | None
    """Run whose checkpoint this run starts from, if it is a fork."""
    parent_step: int | None
    """Step of that checkpoint."""
    sweep_id: str | None
    """Sweep that the run belongs to."""
    sweep_cell: int | None
    """Index of its cell in the sweep."""
    priority: int
    """Runs with a higher priority are claimed first."""
    queue_position: int | None = None
    """Position in the queue of a queued run, counted from 1; null if it is not queued or its sweep is paused."""
    config: dict[str, Any]
    """The run config, with the defaults filled in; empty in a list that was asked for without configs."""
    config_hash: str
    """Equal for replicates, which are runs whose configs differ only in name and seed."""
    notes: str
    """Notes about the run."""
    tags: list[str]
    """Tags of the run, in alphabetical order."""
    archived: bool
    """Whether lists leave the run out."""
    error: RunError | None
    """Why the run failed or crashed."""
    created_at: datetime
    """When the run was created."""
    started_at: datetime | None
    """When its first attempt started."""
    finished_at: datetime | None
    """When the run ended."""
    updated_at: datetime
    """When the run last changed in any way."""
    reported_at: datetime | None
    """When its last records arrived; null before the first."""
    method: str
    """How the reward weights move: the type of the weighting; or `interpolation` or `reevaluation`, which train nothing."""
    estimator: str
    """How rewards become advantages: the type of the algorithm."""
    preference: dict[str, float]
    """Reward weights that the run starts with."""
    objectives: list[ObjectiveView]
    """The objectives in the order of the config, with monitors last."""
    latest: LatestEvaluation | None
    """The last validation point; null before the first."""
    hypervolume_history: list[tuple[int, float]]
    """Step and hypervolume of at most 60 validation points, including the first and the last."""
    eta_seconds: float | None
    """Estimated seconds until the run ends, from the pace of this attempt; null if it is not known."""
    duration_seconds: float | None
    """Seconds that the run has taken so far, or took in total; null before it started."""
    worker_id: str | None
    """Worker that trains the run, or trained it last."""
    checks: Checks
    """Results of the run's checks of its own numbers."""

    @property
    def finished(self) -> bool:
        """Whether the status is final."""
        return self.status in FINAL_STATUSES


class RunDetail(Run):
    """A run with the end of its log."""

    log_tail: str
    """The last 64 kB of the training process's output."""


class RunPage(Answer):
    """One page of a list of runs."""

    runs: list[Run]
    """The runs, in the requested order."""
    total: int
    """Number of matching runs on all pages."""
    next_cursor: str | None
    """Cursor of the next page; null on the last page."""
    hypervolumes_compare: bool
    """Whether the hypervolumes of all matching runs have the same reference point and scale, so that `sort` may be `hypervolume`."""
