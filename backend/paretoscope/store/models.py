"""The tables of runs and sweeps.

Every change of a run increases its ``version`` by one, and each row stores the version that wrote it. A client that has
seen a version needs exactly the rows that are newer.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from paretoscope.store.base import Base


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


class AttemptRow(Base):
    """What produced the results of one attempt at a run."""

    __tablename__ = "attempts"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[str | None] = mapped_column(String(100))
    provenance: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
