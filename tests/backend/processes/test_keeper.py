"""What is kept runs: dead processes are started again, hopeless ones are named, and stopping leaves none."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from paretoscope.processes.keeper import Keeper, Service, ServiceError

LIVE = "import pathlib, os, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(600)"
LIVE_WITH_CHILD = (
    "import pathlib, os, subprocess, time; child = subprocess.Popen(['sleep', '600']);"
    "pathlib.Path('pid').write_text(str(child.pid)); time.sleep(600)"
)
STUBBORN = (
    "import pathlib, os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(600)"
)
DIE = "raise SystemExit('the reason is written here')"

Keep = Callable[[str], Keeper]


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keep]:
    """Starts a keeper of one service that runs a program; its processes work in the test's folder."""
    monkeypatch.chdir(tmp_path)
    kept: list[Keeper] = []

    def start(program: str) -> Keeper:
        (tmp_path / "service.py").write_text(program)
        path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
        service = Service("service", "service", [], {"PYTHONPATH": path}, tmp_path / "service.log", 1.0)
        kept.append(Keeper([service]))
        kept[-1].start()
        return kept[-1]

    yield start
    for keeper in kept:
        keeper.kill()


def wait_for(condition: Callable[[], bool], patience_seconds: float = 60.0) -> bool:
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def pid_written(folder: Path) -> int:
    """Waits for the process to write its id, and removes what it wrote."""
    path = folder / "pid"
    assert wait_for(lambda: path.exists() and path.read_text() != "")
    pid = int(path.read_text())
    path.unlink()
    return pid


def test_a_killed_service_is_started_again(keep: Keep, tmp_path: Path) -> None:
    keeper = keep(LIVE)
    first = pid_written(tmp_path)
    os.kill(first, signal.SIGKILL)

    assert wait_for(lambda: keeper.restart_dead() == ["service"])
    assert wait_for(lambda: keeper.restart_dead() == [] and (tmp_path / "pid").exists())
    assert pid_written(tmp_path) != first


def test_a_service_that_cannot_start_is_given_up_with_its_last_words(keep: Keep) -> None:
    keeper = keep(DIE)

    with pytest.raises(ServiceError, match="the reason is written here"):
        assert not wait_for(lambda: keeper.restart_dead(max_early_deaths=2) is None)


def test_stopping_leaves_no_process_of_the_group(keep: Keep, tmp_path: Path) -> None:
    keeper = keep(LIVE_WITH_CHILD)
    grandchild = pid_written(tmp_path)

    keeper.stop()

    assert wait_for(lambda: not psutil.pid_exists(grandchild) or psutil.Process(grandchild).status() == "zombie")


def test_a_service_that_ignores_the_request_is_killed_after_its_grace(keep: Keep, tmp_path: Path) -> None:
    keeper = keep(STUBBORN)
    pid = pid_written(tmp_path)
    started = time.monotonic()

    keeper.stop()

    assert not psutil.pid_exists(pid)
    assert time.monotonic() - started > 0.9
