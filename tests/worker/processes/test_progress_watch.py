"""A real process that is frozen, slow or well, watched from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.watchdogs import Watchdogs
from paretoscope_worker.processes import progress_watch
from paretoscope_worker.processes.child import _StageFile
from paretoscope_worker.processes.progress_watch import ProgressWatch

QUICK = {"hang_minimum_seconds": 0.1, "hang_first_seconds": 0.2, "hang_factor": 2.0}
PATIENCE_SECONDS = 20.0


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """A process that does nothing."""
    started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    yield started
    started.kill()
    started.wait()


@pytest.fixture
def stage(tmp_path: Path) -> _StageFile:
    """What the process would tell its stages with."""
    return _StageFile(tmp_path / "stage")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_watch, "LOOK_SECONDS", 0.0)


def watch(process: subprocess.Popen[bytes], tmp_path: Path, **settings: Any) -> ProgressWatch:
    return ProgressWatch(process.pid, tmp_path / "stage", Watchdogs(**QUICK | settings))


def wait_for_verdict(watched: ProgressWatch, stop_asked: bool = False) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (why := watched.look(stop_asked=stop_asked)) is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return why


def test_a_process_that_goes_on_is_left_alone(
    process: subprocess.Popen[bytes], tmp_path: Path, stage: _StageFile
) -> None:
    watched = watch(process, tmp_path)
    for _ in range(100):
        stage("training")
        assert watched.look(stop_asked=True) is None
        time.sleep(0.01)
    assert watched.stage == "training"


def test_a_process_that_a_signal_has_frozen_is_given_up_and_one_that_goes_on_again_is_not(
    process: subprocess.Popen[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_watch, "FROZEN_SECONDS", 0.5)
    watched = watch(process, tmp_path)
    os.kill(process.pid, signal.SIGSTOP)
    while watched._frozen_since is None:
        assert watched.look(stop_asked=False) is None
    os.kill(process.pid, signal.SIGCONT)
    while watched._frozen_since is not None:
        watched.look(stop_asked=False)

    os.kill(process.pid, signal.SIGSTOP)
    assert "frozen by a signal (SIGSTOP)" in wait_for_verdict(watched)


def test_a_stage_is_given_up_only_long_after_its_alarm(
    process: subprocess.Popen[bytes], tmp_path: Path, stage: _StageFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_watch, "ALARM_SECONDS", 0.0)
    watched = watch(process, tmp_path)
    stage("training")
    watched.look(stop_asked=False)
    began = time.monotonic()

    why = wait_for_verdict(watched)

    assert time.monotonic() - began >= 3 * 0.2 - 0.1
    assert "no progress in 'training'" in why
    assert "watchdogs.hang_minimum_seconds" in why


@pytest.mark.parametrize(("told", "settings"), [("loading policy", {}), ("training", {"ignore": ["hang"]})])
def test_a_stage_without_an_alarm_may_take_as_long_as_it_needs(
    process: subprocess.Popen[bytes], tmp_path: Path, stage: _StageFile, told: str, settings: dict[str, Any]
) -> None:
    watched = watch(process, tmp_path, **settings)
    stage(told)
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        assert watched.look(stop_asked=False) is None


def test_a_process_that_does_not_answer_a_stop_is_given_up(
    process: subprocess.Popen[bytes], tmp_path: Path, stage: _StageFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_watch, "STOP_SECONDS", 0.2)
    watched = watch(process, tmp_path, ignore=["hang"])
    stage("training")
    assert watched.look(stop_asked=False) is None

    assert "asked to stop and made no progress in 'training'" in wait_for_verdict(watched, stop_asked=True)


def test_a_stop_waits_for_a_step_that_is_as_long_as_those_before_and_for_the_checkpoint(
    process: subprocess.Popen[bytes], tmp_path: Path, stage: _StageFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_watch, "STOP_SECONDS", 0.01)
    watched = watch(process, tmp_path, ignore=["hang"])
    watched._times.note("training", 60.0)
    for told in ("training", "saving checkpoint"):
        stage(told)
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            assert watched.look(stop_asked=True) is None
