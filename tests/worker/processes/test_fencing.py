"""Processes of several attempts at one run: which of them has the run's folder, and how the others end."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paretoscope_worker.processes import fencing
from paretoscope_worker.processes.assignment import ATTEMPT, LOCK
from paretoscope_worker.processes.fencing import Holder, SupersededError, announce, sole_owner

OWN = """
import sys, time
from pathlib import Path
from paretoscope_worker.processes.fencing import sole_owner
with sole_owner(Path(sys.argv[1]), int(sys.argv[2])):
    time.sleep(60)
"""
DEAF = """
import sys, time
from pathlib import Path
from filelock import FileLock
from paretoscope_worker.processes.fencing import Holder
with FileLock(sys.argv[1]):
    Holder.this_process().write(Path(sys.argv[1]))
    time.sleep(60)
"""
"""Holds the lock as a process does that hangs, and so does not see that a later attempt has begun."""

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a process in a group of its own and waits until it holds the folder."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(code: str, *arguments: str) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", code, *arguments], start_new_session=True))
        deadline = time.monotonic() + 20
        while (holder := Holder.read(tmp_path / LOCK)) is None or holder.pid != started[-1].pid:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def test_a_process_ends_by_itself_when_a_later_attempt_begins(tmp_path: Path, start: Start) -> None:
    earlier = start(OWN, str(tmp_path), "1")

    announce(tmp_path, 2)

    assert earlier.wait(timeout=10) == -signal.SIGKILL


def test_a_process_of_another_machine_ends_by_itself_and_is_not_killed(tmp_path: Path, start: Start) -> None:
    earlier = start(OWN, str(tmp_path), "1")
    elsewhere(tmp_path / LOCK)

    later = start(OWN, str(tmp_path), "2")

    assert earlier.wait(timeout=1) == -signal.SIGKILL
    assert later.poll() is None


def test_a_process_of_this_machine_that_hangs_is_killed(tmp_path: Path, start: Start) -> None:
    earlier = start(DEAF, str(tmp_path / LOCK))

    start(OWN, str(tmp_path), "2")

    assert earlier.wait(timeout=1) == -signal.SIGKILL


def test_a_number_from_another_machine_kills_nobody(
    tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fencing, "LOCK_SECONDS", 0.5)
    earlier = start(DEAF, str(tmp_path / LOCK))
    elsewhere(tmp_path / LOCK)

    with pytest.raises(TimeoutError, match=f"process {earlier.pid} on another-machine"), sole_owner(tmp_path, 2):
        pass

    assert earlier.poll() is None


def test_a_process_that_has_been_given_the_id_of_the_holder_is_left_alone(tmp_path: Path, start: Start) -> None:
    other = start(DEAF, str(tmp_path / LOCK))
    holder = Holder.read(tmp_path / LOCK)
    assert holder is not None

    replace(holder, started=holder.started - 3600).kill()

    assert other.poll() is None


def test_an_attempt_before_the_newest_does_not_begin(tmp_path: Path) -> None:
    announce(tmp_path, 3)

    with pytest.raises(SupersededError, match="Attempt 3 of this run has started, so attempt 2 ends"):
        announce(tmp_path, 2)
    with pytest.raises(SupersededError), sole_owner(tmp_path, 2):
        pass
    assert (tmp_path / ATTEMPT).read_text() == "3"


def test_the_folder_of_a_process_that_was_killed_is_free(tmp_path: Path, start: Start) -> None:
    earlier = start(OWN, str(tmp_path), "1")
    earlier.kill()
    earlier.wait()

    with sole_owner(tmp_path, 1):
        holder = Holder.read(tmp_path / LOCK)
    assert holder == Holder.this_process()


def test_what_stands_in_the_file_of_a_lock_may_be_anything(tmp_path: Path) -> None:
    for text in ("", "4711", "{", "[]", json.dumps({"pid": 1})):
        (tmp_path / LOCK).write_text(text)
        assert Holder.read(tmp_path / LOCK) is None
    with sole_owner(tmp_path, 1):
        pass


def elsewhere(lock: Path) -> None:
    """Makes the holder of a lock one of another machine."""
    holder = Holder.read(lock)
    assert holder is not None
    replace(holder, machine="another-machine").write(lock)
