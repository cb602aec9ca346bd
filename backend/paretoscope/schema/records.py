"""Records that a run reports while it trains: the body of ``POST /api/runs/{id}/records``.

Each reporter of a run numbers its own batches. A batch is idempotent by ``(attempt, reporter, seq)``: it changes nothing unless it comes after the last accepted batch of its reporter.
Values are in the objective's own unit, so a minimised objective is not negated.
"""

import math
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from paretoscope.schema.provenance import Provenance
from paretoscope.schema.stored_values import StorableData, StorableText, WrittenText

KEY_PATTERN = r"^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$"
"""What trainers call their metrics, such as `actor/pg_loss` or `val-core/openai/gsm8k/acc/mean@1`: anything that can be printed, without white space at its ends."""
MAX_KEY = 250
MAX_VALUES = 1000
"""Metrics that one step may report in one record."""
MAX_RECORDS = 5000
MAX_TEXT = 200_000
MAX_EXTRA_TEXT = 2000
"""Characters in a value that a reward function logged of a completion."""
MAX_COLUMNS = 32
"""Columns that reward functions may log beside the completions of an evaluation."""
MAX_COUNT = 2**53
"""Largest integer that every JSON reader keeps exactly."""

Key = Annotated[str, Field(pattern=KEY_PATTERN, max_length=MAX_KEY)]
_KEYS: TypeAdapter[str] = TypeAdapter(Key)
Step = Annotated[int, Field(ge=0, le=MAX_COUNT)]
Split = Literal["validation", "test"]
SplitName = Annotated[str, Field(pattern=r"^(validation|test)(@[A-Za-z0-9][A-Za-z0-9._-]{0,59})?$")]
"""A split, or the name under which a re-evaluation lists its results, such as `test@math500`."""


def is_key(text: Any) -> bool:
    """Returns whether a metric can have this key."""
    try:
        _KEYS.validate_python(text)
    except ValidationError:
        return False
    return True


def _finite_or_none(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


Value = Annotated[float | None, AfterValidator(_finite_or_none)]
"""A number; NaN and infinity become None, which charts show as a gap."""
ValuesByName = Annotated[dict[StorableText, Value], Field(max_length=64)]
LAST_SECOND = 253_402_300_799.0
"""Seconds from the epoch to the end of the year 9999, the last moment that databases keep."""
Moment = Annotated[float, Field(ge=0, lt=LAST_SECOND, allow_inf_nan=False)]


class Record(BaseModel):
    """Base class of all records."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class MetricsRecord(Record):
    """Scalars of one step. Reporting a step again replaces its earlier values."""

    type: Literal["metrics"] = "metrics"
    step: Step
    """Number of policy updates done when this was measured."""
    time: Moment | None = None
    """Seconds since the epoch."""
    values: dict[Key, Value] = Field(max_length=MAX_VALUES)
    """Value of each metric, by its key `area/what[/part]`."""


class EvaluationRecord(Record):
    """One evaluation of the policy on a split."""

    type: Literal["evaluation"] = "evaluation"
    step: Step
    """Number of policy updates done before the evaluation; 0 is the untrained policy."""
    split: Split
    """`validation` steers the weights and fills the archive; `test` is only reported."""
    objectives: ValuesByName
    """Mean of each objective, in its own unit."""
    standard_errors: ValuesByName = Field(default_factory=dict)
    """Standard error of each mean over prompts, in the objective's own unit."""
    weights: ValuesByName = Field(default_factory=dict)
    """Nominal reward weights at this step."""
    hypervolume: Value = None
    """Hypervolume of the archive including this point; validation only. What an external run leaves out of hypervolume, contribution, reference point and scale, the server computes."""
    contribution: Value = None
    """Hypervolume that this point added to the archive; validation only."""
    contribution_error: Value = None
    """Standard error of the contribution; validation only."""
    hypervolume_interval: tuple[float, float] | None = None
    """Lower and upper end of the hypervolume's 95 % interval over the choice of prompts; validation only."""
    reference_point: ValuesByName = Field(default_factory=dict)
    """Point from which the hypervolume is measured, in each objective's own unit."""
    scale: ValuesByName = Field(default_factory=dict)
    """Length of one unit on each axis, in the objective's own unit."""
    prompts: int = Field(default=0, ge=0, le=MAX_COUNT)
    """Number of prompts evaluated."""


class ReevaluationRecord(Record):
    """One policy of another run, evaluated by this run. It is stored as an evaluation of the other run."""

    type: Literal["reevaluation"] = "reevaluation"
    run_id: str = Field(max_length=32)
    """Run that saved the policy; it must be among those that the config of this run names."""
    step: Step
    """Step of the policy in that run."""
    objectives: ValuesByName
    """Mean of each objective, in its own unit."""
    standard_errors: ValuesByName = Field(default_factory=dict)
    """Standard error of each mean over prompts, in the objective's own unit."""
    prompts: int = Field(ge=0, le=MAX_COUNT)
    """Number of prompts evaluated."""
    samples: int = Field(ge=1, le=MAX_COUNT)
    """Completions sampled per prompt."""


Extra = (
    Annotated[WrittenText, Field(max_length=MAX_EXTRA_TEXT)]
    | bool
    | Annotated[int, Field(ge=-MAX_COUNT, le=MAX_COUNT)]
    | Value
)
"""What a reward function logged of one completion."""


class Completion(Record):
    """One completion and its rewards."""

    prompt: WrittenText = Field(max_length=MAX_TEXT)
    """Text of the prompt."""
    completion: WrittenText = Field(max_length=MAX_TEXT)
    """Text that the policy wrote."""
    ground_truth: WrittenText | None = Field(default=None, max_length=MAX_TEXT)
    """Right answer, if the task has one."""
    rewards: ValuesByName
    """Reward of each objective; higher is better."""
    tokens: int = Field(ge=0, le=MAX_COUNT)
    """Number of tokens in the completion, including the end of sequence."""
    truncated: bool = False
    """Whether the completion was cut off at the token limit."""
    extra: dict[Key, Extra] = Field(default_factory=dict, max_length=MAX_COLUMNS)
    """What reward functions logged of the completion with TRL's `log_extra`, by column."""


class CompletionsRecord(Record):
    """Completions of one evaluation."""

    type: Literal["completions"] = "completions"
    step: Step
    """Step of the evaluation."""
    split: Split
    """Split of the evaluation."""
    completions: list[Completion] = Field(max_length=1000)
    """Completions of a fixed choice of prompts, the same at every evaluation of a run."""


class EventRecord(Record):
    """Something that happened in a run."""

    type: Literal["event"] = "event"
    step: Step | None = None
    """Step at which it happened."""
    time: Moment | None = None
    """Seconds since the epoch."""
    level: Literal["info", "warning", "error"] = "info"
    """How serious it is."""
    kind: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    """Kind of event, such as `prompts_left_out`."""
    message: StorableText = Field(max_length=MAX_TEXT)
    """One sentence for a person: what happened and what to do about it."""
    data: StorableData = Field(default_factory=dict)
    """Numbers that belong to the message, nested at most 16 levels deep."""


class CheckpointRecord(Record):
    """A checkpoint that has been written to disk completely."""

    type: Literal["checkpoint"] = "checkpoint"
    step: Step
    """Number of policy updates in the checkpoint."""
    path: StorableText = Field(max_length=4096)
    """Folder on the worker's machine."""
    size_bytes: int = Field(ge=0, le=MAX_COUNT)
    """Size on disk."""
    resumable: bool = True
    """Whether the run can continue from it; false if it holds only the weights of a point, without the optimizer's state."""
    deleted: bool = False
    """Whether the folder has been removed because newer checkpoints replaced it."""
    storage: StorableText = Field(default="", max_length=32)
    """Id of the disk that the folder is on; empty if it is not known."""
    shared: bool = False
    """Whether a copy is in the operator's shared storage."""


class LogRecord(Record):
    """Output of the training process."""

    type: Literal["log"] = "log"
    text: WrittenText = Field(max_length=MAX_TEXT)
    """The output as it was written, including line ends."""


class ProvenanceRecord(Record):
    """What produced the results of this attempt. A later record of the same attempt replaces it."""

    type: Literal["provenance"] = "provenance"
    provenance: Provenance
    """Code, libraries, machine and data."""


class ResumeRecord(Record):
    """The run continues from a checkpoint, and everything reported for later steps is deleted."""

    type: Literal["resume"] = "resume"
    step: Step
    """Step of the checkpoint; 0 means that the run starts over."""


AnyRecord = Annotated[
    MetricsRecord
    | EvaluationRecord
    | ReevaluationRecord
    | CompletionsRecord
    | EventRecord
    | CheckpointRecord
    | LogRecord
    | ProvenanceRecord
    | ResumeRecord,
    Field(discriminator="type"),
]


class RecordBatch(Record):
    """Records in the order in which they happened."""

    attempt: int = Field(default=1, ge=1, le=MAX_COUNT)
    """Number of the attempt that reports."""
    reporter: str = Field(default="", max_length=64, pattern=r"^[A-Za-z0-9_.:-]*$")
    """Name of the process or thread that reports, unique within the run. It may be left out if there is only one."""
    seq: int = Field(ge=1, le=MAX_COUNT)
    """Number of this batch within its attempt and reporter, starting at 1; numbers must grow and may leave gaps."""
    records: list[AnyRecord] = Field(max_length=MAX_RECORDS)
    """The records, at most 5,000."""


class RecordReceipt(Record):
    """The server's answer to a batch."""

    accepted: bool
    """False if this batch or a later one of the same reporter had arrived before; then nothing was changed."""
    attempt: int
    """Attempt number of the reporter's last accepted batch."""
    seq: int
    """Number of the reporter's last accepted batch."""
    stop_requested: bool = False
    """Whether somebody asked the run to stop. The program that trains it should end the training."""
