"""Home, database and what is in them are their owner's alone, whatever the umask and whatever was there before."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from paretoscope.api.app import create_app
from paretoscope.processes.home_lock import held_home
from paretoscope.processes.private_files import private_file, private_folder
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.migrate import upgrade_database


@pytest.fixture(autouse=True)
def _generous_umask() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_made_is_private(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    private_folder(tmp_path / "a" / "home")
    private_file(tmp_path / "a" / "home" / "secret")
    assert (mode(tmp_path / "a" / "home"), mode(tmp_path / "a" / "home" / "secret")) == (0o700, 0o600)
    assert caplog.records == []


def test_what_was_open_to_others_is_closed_and_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    home, secret = tmp_path / "home", tmp_path / "secret"
    home.mkdir(mode=0o755)
    secret.write_text("kept")
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            private_folder(home)
            private_file(secret)
    assert (mode(home), mode(secret), secret.read_text()) == (0o700, 0o600, "kept")
    assert [record.getMessage() for record in caplog.records] == [
        f"Other users could use {home} (mode 755). Now only its owner can.",
        f"Other users could use {secret} (mode 666). Now only its owner can.",
    ]


def test_a_database_and_its_other_files_are_private(tmp_path: Path) -> None:
    path = tmp_path / "place" / "runs.db"
    database = Database(f"sqlite:///{path}")
    assert mode(path) == 0o600
    upgrade_database(database)
    with database.read() as session:
        session.connection()
        assert {found.name: mode(found) for found in path.parent.iterdir()} == {
            "runs.db": 0o600,
            "runs.db-wal": 0o600,
            "runs.db-shm": 0o600,
        }
    assert mode(path.parent) == 0o700
    database.close()


def test_a_database_from_before_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "runs.db"
    for name in ("runs.db", "runs.db-wal"):
        (tmp_path / name).touch(0o644)
    Database(f"sqlite:///{path}").close()
    assert mode(path) == 0o600
    assert not (tmp_path / "runs.db-wal").exists() or mode(tmp_path / "runs.db-wal") == 0o600


@pytest.mark.parametrize("is_new", [True, False])
def test_a_server_has_a_private_home(tmp_path: Path, is_new: bool) -> None:
    home = tmp_path / "home"
    if not is_new:
        home.mkdir(mode=0o777)
    create_app(Settings(home=home))
    assert mode(home) == 0o700
    assert mode(home / "paretoscope.db") == 0o600


def test_the_lock_of_a_home_makes_it_private(tmp_path: Path) -> None:
    with held_home(tmp_path / "home", "http://127.0.0.1:8420"):
        assert mode(tmp_path / "home") == 0o700
