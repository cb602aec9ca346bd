"""Runs: their config, where they are in their life, and the few numbers that tables show."""

from datetime import datetime
from typing import Any

from pydantic import Field

from paretoscope.schema.answers.base import Answer, Numbers
from paretoscope.schema.answers.objective import ObjectiveView
from paretoscope.schema.control import FINAL_STATUSES, RunError, RunStatus


class LatestEvaluation(Answer):
    """The last validation point of a run beside its first."""

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
    initial_hypervolume: float | None
    """The same at the first evaluation."""
    reference_point: Numbers
    """Reference point of the hypervolume, each objective in its own unit. Only equal ones let hypervolumes compare."""
    scale: Numbers
    """Length of one unit of each axis of the hypervolume. Only equal ones let hypervolumes compare."""


class Checks(Answer):
    """What the run proves about itself."""

    trained_equals_plotted: bool | None
    """Whether the reward in the charts was the reward in the loss at every step; null before the first step."""


class Run(Answer):
    """A run: its config, where it is in its life, and the few numbers that tables show."""

    id: str
    """Id of the run, which is part of its addresses."""
    name: str
    """Name of the run in tables and charts."""
    status: RunStatus
    """`queued`, `running`, how the run ended, or `lost`: an external run of which nothing is heard for now."""
    stop_requested: bool
    """Whether somebody asked the run to stop."""
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
    config: dict[str, Any]
    """The run config, with the defaults filled in."""
    notes: str
    """What people wrote about the run."""
    error: RunError | None
    """Why the run failed or crashed."""
    created_at: datetime
    """When the run was made."""
    started_at: datetime | None
    """When its first attempt started."""
    finished_at: datetime | None
    """When the run ended."""
    updated_at: datetime
    """When anything of the run last changed."""
    reported_at: datetime | None
    """When its last records arrived; null before the first."""
    method: str
    """How the reward weights move: the type of the weighting, or `interpolation`."""
    estimator: str
    """How rewards become advantages: the type of the algorithm."""
    preference: dict[str, float]
    """Reward weights that the run starts with."""
    objectives: list[ObjectiveView]
    """The objectives in the order of the config, monitors last."""
    latest: LatestEvaluation | None
    """The last validation point; null before the first."""
    hypervolume_history: list[tuple[int, float]]
    """Step and hypervolume of at most 60 validation points, the first and the last included."""
    eta_seconds: float | None
    """Estimated seconds until the run ends, at the pace of this attempt."""
    duration_seconds: float | None
    """Seconds since the run started, or that it took."""
    worker_id: str | None
    """Worker that trains the run, or trained it last."""
    checks: Checks
    """What the run proves about itself."""

    @property
    def finished(self) -> bool:
        """Whether the status is final."""
        return self.status in FINAL_STATUSES


class RunDetail(Run):
    """A run with the end of its log."""

    log_tail: str
    """The last 64 kB that the training process wrote."""


class RunPage(Answer):
    """One page of a list of runs."""

    runs: list[Run]
    """The runs, in the order asked for."""
    total: int
    """Number of matching runs on all pages."""
    next_cursor: str | None
    """Cursor of the next page; null on the last page."""
    hypervolumes_compare: bool
    """Whether the hypervolumes of all matching runs have the same reference point and scale, so that `sort` may be `hypervolume`."""
