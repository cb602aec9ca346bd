"""Messages between a worker and the server about which worker trains which run."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from paretoscope.schema.stored_values import WrittenText

RunStatus = Literal["queued", "running", "completed", "stopped", "failed", "crashed", "lost"]
"""A `lost` run is trained by another program that is not heard of any more. It is running again as soon as it is heard of."""
MAX_COUNT = 2**53
"""Largest integer that every JSON reader keeps exactly."""
FINAL_STATUSES: frozenset[str] = frozenset({"completed", "stopped", "failed", "crashed"})


class Message(BaseModel):
    """Base class of all control messages."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class WorkerRegistration(Message):
    """Sent by a worker when it starts."""

    id: str = Field(pattern=r"^[A-Za-z0-9._-]{1,100}$")
    """Id of the worker process, new at every start."""
    hostname: str = Field(max_length=255)
    """Name of the machine it runs on."""
    pid: int = Field(ge=0, le=2**31 - 1)
    """Its process id."""
    slots: int = Field(ge=1, le=1024)
    """Number of runs it trains at once."""
    devices: list[str] = Field(default_factory=list, max_length=64)
    """Names of its GPUs; empty if it has none."""
    storage: str = Field(default="", max_length=32)
    """Id of the disk on which it keeps checkpoints, the same for all workers that share the disk."""


class WorkerHeartbeat(Message):
    """Sent regularly by a worker, whether it trains or not."""

    problem: WrittenText | None = Field(default=None, max_length=2000)
    """Why the worker takes no runs for now, in a sentence; null if it takes runs."""


class ClaimRequest(Message):
    """Sent by a worker to claim a run."""

    worker_id: str = Field(max_length=100)
    """Id of the worker that claims the run."""


class CheckpointPlace(Message):
    """Where the files of a checkpoint are."""

    run_id: str
    """Id of the run that saved it."""
    step: int
    """Policy updates before it was saved."""
    path: str
    """Folder on the worker that saved it."""
    storage: str = ""
    """Id of the disk that the folder is on; empty if it is not known."""
    shared: bool = False
    """Whether a copy is in the shared storage."""


class PointToEvaluate(Message):
    """A saved policy that a re-evaluation has not evaluated yet."""

    run_id: str
    """Run that saved the policy."""
    step: int
    """Step of the policy in that run."""
    position: int
    """Position among the policies of the re-evaluation, counted from 1."""
    kept: bool
    """Whether the weights are still kept somewhere."""
    checkpoint: CheckpointPlace | None
    """Checkpoint with the weights; null for the model of the config, which has no checkpoint."""


class Claim(Message):
    """A run given to a worker for as long as the worker renews the lease."""

    run_id: str
    """Id of the run."""
    attempt: int
    """Number of this attempt, starting at 1."""
    lease_seconds: float
    """Seconds from the last heartbeat until the claim is lost."""
    config: dict[str, Any]
    """Config of the run, with the defaults filled in."""
    checkpoint: CheckpointPlace | None = None
    """Last checkpoint of the run, from which it continues."""
    fork: CheckpointPlace | None = None
    """Checkpoint of another run, from whose weights a fork starts."""
    points: list[PointToEvaluate] = Field(default_factory=list)
    """What a re-evaluation has still to evaluate; empty for any other run."""


class Heartbeat(Message):
    """Sent regularly by a worker, or by the reporter of an external run, to show that the run is still trained."""

    attempt: int = Field(ge=1, le=MAX_COUNT)
    """Number of the attempt in the worker's claim."""
    stage: str | None = Field(default=None, max_length=100)
    """What the run is doing, such as `loading policy`."""


class Steering(Message):
    """Reward weights that a person requested."""

    id: int = Field(ge=1, le=MAX_COUNT)
    """Number of the request, which increases with every request for the run. A worker applies each request only once."""
    weights: dict[str, float] = Field(max_length=64)
    """One weight per objective."""


class Instruction(Message):
    """The server's answer to a heartbeat."""

    action: Literal["continue", "stop"]
    """`continue`: keep training. `stop`: save a checkpoint, then finish as stopped."""
    steering: Steering | None = None
    """The last request for other weights; null if there was none."""
    next_heartbeat_seconds: float | None = None
    """Seconds until the server wants the next heartbeat of an external run; null for a run of a worker."""


class RunError(Message):
    """Why a run failed."""

    type: WrittenText = Field(max_length=500)
    """Class of the exception, or `signal` if a signal killed the process."""
    message: WrittenText = Field(max_length=20_000)
    """What went wrong."""
    traceback: WrittenText = Field(default="", max_length=200_000)
    """Python traceback, if there is one."""


class Finish(Message):
    """Sent by a worker to end its claim."""

    attempt: int = Field(ge=1, le=MAX_COUNT)
    """Number of the attempt that ends."""
    outcome: Literal["completed", "stopped", "failed", "crashed", "released"]
    """How the attempt ended. A `crashed` run (its process died without a Python error) is tried again from the last checkpoint while attempts are left; a `released` run (its worker is shutting down, or has no room for it) always continues from there."""
    error: RunError | None = None
    """What went wrong, for `failed` and `crashed`; why the worker gives the run back, for `released`."""
