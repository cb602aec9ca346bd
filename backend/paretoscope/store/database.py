"""Connections and transactions, with the same behaviour on SQLite and Postgres.

SQLite uses WAL mode, and a writer takes its lock at BEGIN, so that two writers wait for each other instead of failing
in the middle of a transaction. On both databases, a reader sees one snapshot.
"""

import json
import math
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from paretoscope.processes.private_files import OWNER_ONLY_FOLDER, private_file, tighten_file

BUSY_TIMEOUT_SECONDS = 30


class Database:
    """The engine and the two kinds of transaction."""

    def __init__(self, url: str) -> None:
        self.engine = create_database_engine(url)
        self._write_engine = self.engine.execution_options(writes=True)
        self._read_engine = self.engine
        if not self.is_sqlite:
            self._read_engine = self.engine.execution_options(isolation_level="REPEATABLE READ")
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Opens a transaction in which all queries see the same snapshot."""
        with Session(self._read_engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Opens a transaction that is committed at the end of the block, or rolled back if the block raises an error.

        On SQLite, the threads of one process take turns with a lock, because SQLite's own busy handler sleeps and is
        unfair.
        """
        with self._turn, Session(self._write_engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def begin_schema_change(self) -> Iterator[Connection]:
        """Opens a transaction in which tables may be created and changed. On SQLite, it holds the writer's lock."""
        with self._turn, self._write_engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()


def create_database_engine(url: str) -> Engine:
    """Creates an engine with the pragmas, JSON serializer and pool that Paretoscope needs."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        _keep_private(parsed.database)
        engine = create_engine(url, json_serializer=to_json, pool_size=20, max_overflow=40)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
        return engine
    return create_engine(
        url,
        json_serializer=to_json,
        pool_size=10,
        max_overflow=40,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5},
    )


def _keep_private(database: str | None) -> None:
    """Creates the file of a SQLite database for its owner alone. SQLite gives its other files the mode of this one."""
    if not database or database == ":memory:" or database.startswith("file:"):
        return
    path = Path(database)
    path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    private_file(path)
    for name in (f"{path}-wal", f"{path}-shm"):
        tighten_file(Path(name))


def to_json(value: Any) -> str:
    """Converts a value to JSON that every database accepts; NaN and infinity become null."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    except ValueError:
        return json.dumps(_without_nan(value), allow_nan=False, separators=(",", ":"))


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(item) for item in value]
    return value


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # prevents the driver from starting transactions by itself
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
