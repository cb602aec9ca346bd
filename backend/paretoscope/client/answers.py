"""What the server answers, as far as a client looks at it; keys it does not know are kept as attributes."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from paretoscope.schema.control import FINAL_STATUSES, RunError, RunStatus


class Answer(BaseModel):
    """What all answers share: a newer server may say more than this client knows."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)


class ObjectiveInfo(Answer):
    """How an objective is shown."""

    name: str
    """Name in weights, charts and tables."""
    unit: str = ""
    """Unit of an evaluated value."""
    direction: str = "maximize"
    """`maximize` or `minimize`."""
    monitor: bool = False
    """Whether it is logged but not trained."""


class Latest(Answer):
    """Last validation point of a run."""

    objectives: dict[str, float | None] = Field(default_factory=dict)
    """Each objective in its own unit."""
    initial: dict[str, float | None] = Field(default_factory=dict)
    """The untrained policy's values."""
    weights: dict[str, float | None] = Field(default_factory=dict)
    """Nominal reward weights."""
    hypervolume: float | None = None
    """Hypervolume against the run's own reference point."""
    step: int | None = None
    """Step of the evaluation."""


class Run(Answer):
    """A run as the server sees it."""

    id: str
    """Its id."""
    name: str = ""
    """Shown in tables and charts."""
    status: RunStatus
    """Where it is in its life."""
    stage: str | None = None
    """What it is doing, such as `loading policy`."""
    step: int | None = None
    """Policy updates done."""
    total_steps: int | None = None
    """Policy updates asked for."""
    attempt: int = 0
    """Attempts begun."""
    config: dict[str, Any] = Field(default_factory=dict)
    """The run config, defaults filled in."""
    worker_id: str | None = None
    """Worker that has it, or had it last."""
    error: RunError | None = None
    """Why it failed."""
    method: str = ""
    """How its weights move."""
    objectives: list[ObjectiveInfo] = Field(default_factory=list)
    """Its objectives in their own order."""
    latest: Latest | None = None
    """Last validation point; None before the first."""
    eta_seconds: float | None = None
    """Seconds to its end, estimated."""
    duration_seconds: float | None = None
    """Seconds since it started."""

    @property
    def finished(self) -> bool:
        """Whether the status is final."""
        return self.status in FINAL_STATUSES


class RunPage(Answer):
    """A page of runs."""

    runs: list[Run]
    """Runs, newest first unless sorted otherwise."""
    total: int
    """Runs that match, on all pages."""
    next_cursor: str | None = None
    """Where the next page begins; None on the last."""


class Series(Answer):
    """One metric of a run, thinned to an envelope where there are more points than asked for."""

    key: str
    """Metric key, `area/what[/part]`."""
    unit: str = ""
    """Unit of the values."""
    total: int
    """Points stored."""
    steps: list[int]
    """Steps of the points or buckets, increasing."""
    min: list[float | None]
    """Least value of each bucket."""
    max: list[float | None]
    """Greatest value of each bucket."""
    last: list[float | None]
    """Last value of each bucket."""


class Evaluation(Answer):
    """One evaluation of the policy on a split."""

    step: int
    """Policy updates done before it."""
    split: str
    """`validation` or `test`."""
    objectives: dict[str, float | None]
    """Each objective in its own unit."""
    weights: dict[str, float | None] = Field(default_factory=dict)
    """Nominal reward weights at the step."""
    hypervolume: float | None = None
    """Hypervolume once this point is in the archive; validation only."""
    contribution: float | None = None
    """Hypervolume this point added; validation only."""
    on_front: bool | None = None
    """Whether no other validation point of the run dominates it."""


class Evaluations(Answer):
    """The evaluations of a run with what their hypervolumes are measured against."""

    reference_point: dict[str, float | None] | None = None
    """Corner of the hypervolume, each objective in its own unit."""
    scale: dict[str, float | None] | None = None
    """Length of one unit of each axis."""
    evaluations: list[Evaluation]
    """In order of step."""


class Worker(Answer):
    """A worker as the server knows it."""

    id: str
    """Its id."""
    alive: bool
    """Whether it was heard of within a lease."""
    devices: list[str] = Field(default_factory=list)
    """Names of its GPUs."""


class Checkpoint(Answer):
    """A saved state of a run."""

    step: int
    """Policy updates inside it."""
    path: str
    """Folder on the worker that wrote it."""
    resumable: bool = True
    """Whether the run can go on from it; false for the weights of a point."""
    deleted: bool = False
    """Whether the folder is gone."""
