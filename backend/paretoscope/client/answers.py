"""The server's answers as models. They name the fields that a client needs; other fields are kept as attributes."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from paretoscope.schema.control import FINAL_STATUSES, RunError, RunStatus


class Answer(BaseModel):
    """Base class of all answers. It keeps unknown fields, because a newer server may send more."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)


class ObjectiveInfo(Answer):
    """How an objective is shown."""

    name: str
    """Name of the objective in weights, charts and tables."""
    unit: str = ""
    """Unit of an evaluated value."""
    direction: str = "maximize"
    """`maximize` or `minimize`."""
    monitor: bool = False
    """Whether it is logged but not trained."""


class Latest(Answer):
    """The last validation point of a run."""

    objectives: dict[str, float | None] = Field(default_factory=dict)
    """Value of each objective in its own unit."""
    initial: dict[str, float | None] = Field(default_factory=dict)
    """The same values for the untrained policy."""
    weights: dict[str, float | None] = Field(default_factory=dict)
    """Nominal reward weights."""
    hypervolume: float | None = None
    """Hypervolume measured from the run's own reference point."""
    step: int | None = None
    """Step of the evaluation."""


class Run(Answer):
    """A run as the server knows it."""

    id: str
    """Id of the run."""
    name: str = ""
    """Name of the run in tables and charts."""
    status: RunStatus
    """Status, such as `queued`, `running` or `completed`."""
    stage: str | None = None
    """What the run is doing, such as `loading policy`."""
    step: int | None = None
    """Number of policy updates done."""
    total_steps: int | None = None
    """Number of policy updates in the whole run."""
    parent_run_id: str | None = None
    """Run whose checkpoint it starts from, for a fork."""
    parent_step: int | None = None
    """Step of that checkpoint."""
    attempt: int = 0
    """Number of attempts that have started."""
    config: dict[str, Any] = Field(default_factory=dict)
    """The run config, with the defaults filled in."""
    worker_id: str | None = None
    """Worker that trains the run, or trained it last."""
    error: RunError | None = None
    """Why the run failed."""
    method: str = ""
    """How the reward weights move: the type of the weighting, or `interpolation`."""
    objectives: list[ObjectiveInfo] = Field(default_factory=list)
    """The objectives, in the order of the config."""
    latest: Latest | None = None
    """The last validation point; None before the first."""
    eta_seconds: float | None = None
    """Estimated seconds until the run ends."""
    duration_seconds: float | None = None
    """Seconds since the run started."""

    @property
    def finished(self) -> bool:
        """Whether the status is final."""
        return self.status in FINAL_STATUSES


class RunPage(Answer):
    """One page of a list of runs."""

    runs: list[Run]
    """The runs, newest first unless sorted otherwise."""
    total: int
    """Number of matching runs on all pages."""
    next_cursor: str | None = None
    """Cursor of the next page; None on the last page."""


class Series(Answer):
    """One metric of a run. If there are more points than requested, they are summarised in buckets."""

    key: str
    """Metric key, `area/what[/part]`."""
    unit: str = ""
    """Unit of the values."""
    total: int
    """Number of points stored."""
    steps: list[int]
    """Step of each point or bucket, in ascending order."""
    min: list[float | None]
    """Smallest value of each bucket."""
    max: list[float | None]
    """Largest value of each bucket."""
    last: list[float | None]
    """Last value of each bucket."""


class Evaluation(Answer):
    """One evaluation of the policy on a split."""

    step: int
    """Number of policy updates done before the evaluation."""
    split: str
    """`validation` or `test`."""
    objectives: dict[str, float | None]
    """Value of each objective in its own unit."""
    weights: dict[str, float | None] = Field(default_factory=dict)
    """Nominal reward weights at this step."""
    hypervolume: float | None = None
    """Hypervolume of the archive including this point; validation only."""
    contribution: float | None = None
    """Hypervolume that this point added to the archive; validation only."""
    on_front: bool | None = None
    """Whether the point is on the front: no other validation point of the run dominates it."""


class Evaluations(Answer):
    """The evaluations of a run, with the reference point and scale of its hypervolume."""

    reference_point: dict[str, float | None] | None = None
    """Point from which the hypervolume is measured, in each objective's own unit."""
    scale: dict[str, float | None] | None = None
    """Length of one unit on each axis, in the objective's own unit."""
    evaluations: list[Evaluation]
    """The evaluations in order of step."""


class Worker(Answer):
    """A worker as the server knows it."""

    id: str
    """Id of the worker."""
    alive: bool
    """Whether the server has heard from it within the length of a lease."""
    devices: list[str] = Field(default_factory=list)
    """Names of its GPUs."""
    problem: str | None = None
    """Why it takes no runs for now."""


class Checkpoint(Answer):
    """A checkpoint of a run."""

    step: int
    """Number of policy updates in the checkpoint."""
    path: str
    """Folder on the machine of the worker that wrote it."""
    size_bytes: int = 0
    """Bytes on disk."""
    resumable: bool = True
    """Whether the run can continue from it; false if it holds only the weights of a point."""
    deleted: bool = False
    """Whether the folder has been deleted."""
