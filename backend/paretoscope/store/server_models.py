"""The tables of workers, sign-ins and deleted runs."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from paretoscope.store.base import Base


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
