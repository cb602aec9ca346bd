"""The tables of what runs report: metrics, evaluations, completions, checkpoints and events."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from paretoscope.store.base import Base, BigId


class ReporterRow(Base):
    """How far one of a run's reporters has come: its last batch that was stored."""

    __tablename__ = "reporters"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    reporter: Mapped[str] = mapped_column(String(64), primary_key=True)
    attempt: Mapped[int]
    seq: Mapped[int]


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


class RunLogRow(Base):
    """The end of the log of a run's training process."""

    __tablename__ = "run_logs"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    tail: Mapped[str] = mapped_column(Text)
