"""Fixtures for real databases and brokers; ``tests/conftest.py`` hands them to every test."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from paretoscope.store.database import Database
from paretoscope.store.migrate import upgrade
from paretoscope_worker.processes.template import Template

from ..end_to_end.stack import Stack
from .api_server import ApiServer, run_server
from .postgres import PostgresServer, run_postgres
from .redis_server import run_redis
from .s3_server import S3Server, run_s3

MIGRATED = "migrated"
EMPTIED = ("runs", "workers", "deleted_runs", "sweeps")
"""Tables whose rows take those of all others with them."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A Postgres server with one migrated database."""
    with run_postgres() as server:
        upgrade(server.create(MIGRATED))
        yield server


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """URL of a Redis server."""
    with run_redis() as url:
        yield url


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Server and worker that tests share; each ends the runs that it makes, and leaves the processes alone."""
    running = Stack(tmp_path_factory.mktemp("stack") / "home")
    running.start()
    yield running
    running.kill_all()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server without a worker; ask for ``empty_server`` instead."""
    with run_server(tmp_path_factory.mktemp("server") / "home") as running:
        yield running


@pytest.fixture
def empty_server(shared_server: ApiServer) -> ApiServer:
    """A server without a worker that tests share, emptied for the test."""
    with closing(sqlite3.connect(shared_server.home / "paretoscope.db", timeout=60)) as database, database:
        database.execute("PRAGMA foreign_keys = ON")
        for table in EMPTIED:
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    return shared_server


@pytest.fixture(scope="session")
def template() -> Template:
    """Forks the training processes of all workers that run in this process; they have no network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        started = Template()
        started.start()
        started.fork().kill()
    return started


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A local S3 server."""
    with run_s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def s3_url(s3_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """URL of an empty bucket, which this process and those it starts find."""
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    return s3_server.make_bucket()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """URL of a migrated Postgres database, emptied for the test."""
    postgres_server.empty(MIGRATED, EMPTIED)
    return postgres_server.url(MIGRATED)


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """URL of a migrated, empty SQLite database of the test's own."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'paretoscope.db')}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of a migrated, empty database; the test runs once on SQLite and once on Postgres."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated, empty database, SQLite and Postgres in turn."""
    opened = Database(database_url)
    yield opened
    opened.close()
