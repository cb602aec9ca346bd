"""What the API answers about the records of a run: series, evaluations, completions, events, checkpoints."""

from datetime import datetime
from typing import Any, Literal

from paretoscope.runs.read.views import Numbers, View
from paretoscope.schema.records import Split


class SeriesView(View):
    """A metric of a run, folded to an envelope where it has more points than asked for."""

    key: str
    """Metric key, `area/what[/part]`."""
    unit: str
    """Unit of the values; empty for a plain number."""
    total: int
    """Points there are between the steps asked for."""
    steps: list[int]
    """Last step of each bucket, increasing; the first and the last point are always among them."""
    min: list[float | None]
    """Least value of each bucket; null for a gap."""
    max: list[float | None]
    """Greatest value of each bucket."""
    last: list[float | None]
    """Last value of each bucket."""


class SeriesAnswer(View):
    """Metrics of a run."""

    series: list[SeriesView]
    """In the order they were asked for; a key without points has empty lists."""


class SeriesKey(View):
    """A metric that a run has reported."""

    key: str
    """Metric key."""
    unit: str
    """Unit of its values."""
    count: int
    """Points there are."""
    last: float | None
    """Value at the last step."""
    min: float | None
    """Least value."""
    max: float | None
    """Greatest value."""
    last_step: int
    """Last step with a point."""


class SeriesKeys(View):
    """Metrics that a run has reported."""

    keys: list[SeriesKey]
    """In alphabetical order."""


class EvaluationView(View):
    """One evaluation of the policy on a split."""

    step: int
    """Policy updates before it."""
    split: Split
    """`validation` or `test`."""
    objectives: Numbers
    """Each objective, in its own unit."""
    standard_errors: Numbers
    """Standard error of each objective over prompts, in its own unit; empty if it is not known."""
    weights: Numbers
    """Nominal reward weights at the step."""
    hypervolume: float | None
    """Hypervolume of the archive with this point; validation only."""
    contribution: float | None
    """Hypervolume that this point added; validation only."""
    contribution_error: float | None
    """Standard error of the contribution, if it is known; validation only."""
    within_noise: bool
    """Whether the point added less than the standard error of what it added."""
    on_front: bool
    """Whether no other validation point of the run dominates it; false on other splits."""
    checkpoint_id: int | None
    """Checkpoint of the same step that is still on disk."""


class EvaluationsAnswer(View):
    """The evaluations of a run and what their hypervolumes are measured against."""

    reference_point: Numbers
    """Corner of the hypervolume, each objective in its own unit; empty before the first evaluation."""
    scale: Numbers
    """Length of one unit of each axis."""
    evaluations: list[EvaluationView]
    """In the order of steps."""


class CompletionView(View):
    """One completion with what it earned."""

    prompt: str
    """Text of the prompt."""
    completion: str
    """Text the policy wrote."""
    ground_truth: str | None
    """Right answer, where the task has one."""
    rewards: Numbers
    """Reward of each objective, higher is better."""
    tokens: int
    """Length in tokens."""
    truncated: bool
    """Whether it was cut at the limit."""


class CompletionsAnswer(View):
    """Completions kept from one evaluation."""

    step: int | None
    """Step of the evaluation; null if none has completions."""
    split: Split
    """Its split."""
    steps: list[int]
    """All steps of the split with completions."""
    completions: list[CompletionView]
    """Completions in the order of prompts, the same at every step."""
    next_cursor: str | None
    """Where the next page begins; null on the last."""


class EventView(View):
    """Something that happened to a run."""

    id: int
    """Its number."""
    step: int | None
    """Step it belongs to."""
    time: datetime
    """When it happened."""
    level: Literal["info", "warning", "error"]
    """How bad it is."""
    kind: str
    """What sort of event."""
    message: str
    """One sentence for a person."""
    data: dict[str, Any]
    """Numbers behind the sentence."""


class EventsAnswer(View):
    """What happened to a run."""

    events: list[EventView]
    """In the order it was told."""


class CheckpointView(View):
    """A checkpoint on a worker's disk."""

    id: int
    """Its number."""
    step: int
    """Policy updates inside it."""
    path: str
    """Folder on the worker."""
    size_bytes: int
    """Bytes on disk."""
    resumable: bool
    """Whether the run can go on from it; false for the weights of a point."""
    deleted: bool
    """Whether newer ones replaced it."""
    created_at: datetime
    """When it was reported."""


class CheckpointsAnswer(View):
    """Checkpoints of a run."""

    checkpoints: list[CheckpointView]
    """In the order of steps."""
