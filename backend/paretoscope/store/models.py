"""The tables: runs and everything that they report.

Every change of a run increases its ``version`` by one, and each row stores the version that wrote it. A client that has
seen a version needs exactly the rows that are newer.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from paretoscope.store.base import Base, BigId


class RunRow(Base):
    """A run: its config, its status, the worker that trains it, and the numbers that tables of runs show."""

    __tablename__ = "runs"
    __table_args__ = (
        Index(None, "created_at", "id"),
        Index(None, "updated_at"),
        Index(None, "status", "created_at"),
        Index(None, "parent_run_id"),
        Index(None, "sweep_id", "sweep_cell"),
        Index(None, "config_hash"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text, default="")
    archived: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether lists leave it out."""
    tag_rows: Mapped[list["RunTagRow"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    method: Mapped[str] = mapped_column(String(40))
    estimator: Mapped[str] = mapped_column(String(40))
    config: Mapped[dict[str, Any]]
    preference: Mapped[dict[str, Any]]
    objectives: Mapped[list[Any]]
    external: Mapped[bool] = mapped_column(default=False)

    status: Mapped[str] = mapped_column(String(16))
    stop_requested: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[str | None] = mapped_column(String(100))
    step: Mapped[int] = mapped_column(default=0)
    total_steps: Mapped[int]
    attempt: Mapped[int] = mapped_column(default=0)
    error: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    parent_run_id: Mapped[str | None] = mapped_column(String(32))
    """The run whose checkpoint this one starts from; it may have been deleted since."""
    parent_step: Mapped[int | None]

    config_hash: Mapped[str] = mapped_column(String(16), default="", server_default=text("''"))
    """Equal for runs whose configs differ only in name and seed."""
    sweep_id: Mapped[str | None] = mapped_column(String(32))
    sweep_cell: Mapped[int | None]
    """Index of its cell in the sweep."""
    priority: Mapped[int] = mapped_column(default=0, server_default="0")

    worker_id: Mapped[str | None] = mapped_column(String(100))
    lease_expires_at: Mapped[datetime | None]
    enqueued_at: Mapped[datetime | None]
    enqueue_count: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime | None]
    """When the run last became queued; its message may have been sent again since."""
    crashes: Mapped[int] = mapped_column(default=0, server_default="0")
    """Crashes in a row without a newer checkpoint in between."""
    crash_step: Mapped[int | None]
    """Step of the newest checkpoint at the last of them, 0 without one."""
    idle_seconds: Mapped[float] = mapped_column(default=0.0, server_default="0")
    """Time between an end of the run and its continuation."""

    reported_attempt: Mapped[int] = mapped_column(default=0)
    """Newest attempt that has reported; batches of earlier ones are stale."""
    resets: Mapped[list[Any]] = mapped_column(default=list)
    """``[version, step]`` of each reset, which removes all points after the step."""
    compacted: Mapped[bool] = mapped_column(default=False)

    latest: Mapped[dict[str, Any] | None]
    hypervolume: Mapped[float | None]
    hypervolume_axes: Mapped[str | None] = mapped_column(String(64))
    """What the hypervolume is measured against: equal texts mean equal reference points and scales."""
    hypervolume_history: Mapped[list[Any]] = mapped_column(default=list)
    reward_difference: Mapped[float | None]
    """Largest difference so far between the plotted reward and the trained reward."""
    pace_step: Mapped[int | None]
    """First reported step of the attempt; with ``pace_at``, the start for measuring the pace."""
    pace_at: Mapped[datetime | None]
    step_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    """When the last batch of records was stored."""
    heard_at: Mapped[datetime | None]
    """When an external run last sent records or a heartbeat; None for a run of a worker."""

    @property
    def tags(self) -> list[str]:
        """Its tags, in alphabetical order."""
        return sorted(row.tag for row in self.tag_rows)


class RunTagRow(Base):
    """One tag of one run."""

    __tablename__ = "run_tags"
    __table_args__ = (Index(None, "tag", "run_id"),)

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(64), primary_key=True)


class SweepRow(Base):
    """A sweep: what its runs are, and whether they may be claimed."""

    __tablename__ = "sweeps"
    __table_args__ = (Index(None, "created_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text, default="")
    definition: Mapped[dict[str, Any]]
    priority: Mapped[int] = mapped_column(default=0)
    paused: Mapped[bool] = mapped_column(default=False)
    support: Mapped[dict[str, Any] | None]
    """State of optimistic linear support; null in other modes."""
    created_at: Mapped[datetime]


class SweepCellRow(Base):
    """One config of a sweep, but for the seed."""

    __tablename__ = "sweep_cells"

    sweep_id: Mapped[str] = mapped_column(ForeignKey("sweeps.id", ondelete="CASCADE"), primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    overrides: Mapped[dict[str, Any]]


class ReporterRow(Base):
    """How far one of a run's reporters has come: its last batch that was stored."""

    __tablename__ = "reporters"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    reporter: Mapped[str] = mapped_column(String(64), primary_key=True)
    attempt: Mapped[int]
    seq: Mapped[int]


class AttemptRow(Base):
    """What produced the results of one attempt at a run."""

    __tablename__ = "attempts"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[str | None] = mapped_column(String(100))
    provenance: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class RunLogRow(Base):
    """The end of the log of a run's training process."""

    __tablename__ = "run_logs"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    tail: Mapped[str] = mapped_column(Text)


class SeriesRow(Base):
    """One metric of a run. Its points are stored in blocks."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("run_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(250))
    count: Mapped[int]
    min: Mapped[float | None]
    max: Mapped[float | None]
    last: Mapped[float | None]
    last_step: Mapped[int]
    loose_blocks: Mapped[int]
    """Number of blocks after the last full block."""


class BlockRow(Base):
    """Consecutive points of a series: steps as little-endian int64, values as float64 with NaN for a gap."""

    __tablename__ = "blocks"
    __table_args__ = (Index(None, "series_id", "first_step"), Index(None, "run_id", "version"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    first_version: Mapped[int]
    """Oldest version of the run that wrote a point of this block; ``version`` is the newest."""
    version: Mapped[int]
    first_step: Mapped[int]
    last_step: Mapped[int]
    count: Mapped[int]
    min: Mapped[float | None]
    max: Mapped[float | None]
    first: Mapped[float | None]
    last: Mapped[float | None]
    steps: Mapped[bytes]
    values: Mapped[bytes]


class EvaluationRow(Base):
    """One evaluation of a run's policy on a split. Values are in the objectives' own units."""

    __tablename__ = "evaluations"
    __table_args__ = (UniqueConstraint("run_id", "split", "step"), Index(None, "run_id", "version"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    step: Mapped[int]
    split: Mapped[str] = mapped_column(String(80))
    """``validation`` or ``test``; of a re-evaluation, its name, such as ``test@math500``."""
    job_id: Mapped[str | None] = mapped_column(String(32))
    """The run that re-evaluated the policy, which may have been deleted since; null for what a run itself reported."""
    samples: Mapped[int | None]
    """Completions per prompt of a re-evaluation."""
    objectives: Mapped[dict[str, Any]]
    standard_errors: Mapped[dict[str, Any]]
    weights: Mapped[dict[str, Any]]
    hypervolume: Mapped[float | None]
    contribution: Mapped[float | None]
    contribution_error: Mapped[float | None]
    hypervolume_interval: Mapped[list[Any] | None]
    """Lower and upper end of the 95 % interval over the choice of prompts."""
    reference_point: Mapped[dict[str, Any]]
    scale: Mapped[dict[str, Any]]
    filled_in: Mapped[list[Any] | None]
    """Names of the columns that the server computed, because the trainer of an external run left them out."""
    prompts: Mapped[int]
    created_at: Mapped[datetime]
    version: Mapped[int]


class CompletionRow(Base):
    """One completion kept from an evaluation."""

    __tablename__ = "completions"
    __table_args__ = (Index(None, "run_id", "version"),)

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    split: Mapped[str] = mapped_column(String(16), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    prompt: Mapped[str] = mapped_column(Text)
    completion: Mapped[str] = mapped_column(Text)
    ground_truth: Mapped[str | None] = mapped_column(Text)
    rewards: Mapped[dict[str, Any]]
    tokens: Mapped[int]
    truncated: Mapped[bool]
    extra: Mapped[dict[str, Any]]
    version: Mapped[int]


class CheckpointRow(Base):
    """A checkpoint on a worker's disk."""

    __tablename__ = "checkpoints"
    __table_args__ = (UniqueConstraint("run_id", "step"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    step: Mapped[int]
    path: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int]
    resumable: Mapped[bool] = mapped_column(server_default=true())
    """Whether the run can continue from it; false if it holds only the weights of a point."""
    deleted: Mapped[bool]
    storage: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    """Id of the disk that it is on."""
    shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a copy is in the shared storage."""
    created_at: Mapped[datetime]


class EventRow(Base):
    """Something that happened to a run, reported by its trainer or recorded by the server."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "run_id", "version"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    step: Mapped[int | None]
    time: Mapped[datetime]
    level: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(40))
    message: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(String(16))
    """``training`` events are deleted together with their steps; ``server`` events are never deleted."""
    version: Mapped[int]


class WorkerRow(Base):
    """A worker process, and the time of its last heartbeat."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    hostname: Mapped[str] = mapped_column(Text)
    pid: Mapped[int]
    slots: Mapped[int]
    devices: Mapped[list[Any]]
    storage: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    """Id of the disk on which it keeps checkpoints."""
    problem: Mapped[str | None] = mapped_column(Text)
    """Why it takes no runs for now."""
    registered_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class SignInRow(Base):
    """A session of a person who has signed in on the page."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index(None, "expires_at"),)

    cookie_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """HMAC of the cookie under the server's token."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class DeletedRunRow(Base):
    """A record that a run existed, and when it was deleted."""

    __tablename__ = "deleted_runs"
    __table_args__ = (Index(None, "deleted_at"),)

    run_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    config: Mapped[dict[str, Any]]
    deleted_at: Mapped[datetime]
    files_left: Mapped[bool] = mapped_column(default=True, server_default=false())
    """Whether its files must still be deleted."""
