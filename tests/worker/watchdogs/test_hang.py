import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from paretoscope.schema.watchdogs import Watchdogs
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.watchdogs.hang import HangWatch
from paretoscope_worker.watchdogs.watch import AlarmError

QUICK = {"hang_minimum_seconds": 0.3, "hang_first_seconds": 60.0, "hang_factor": 2.0}
Make = Callable[..., HangWatch]


@pytest.fixture
def ended() -> list[AlarmError]:
    """Reasons for which a run was ended."""
    return []


@pytest.fixture
def stages() -> list[str]:
    return []


@pytest.fixture
def make(recorder: Any, ended: list[AlarmError], stages: list[str]) -> Make:
    def watch(**settings: Any) -> HangWatch:
        return HangWatch(Watchdogs(**QUICK | settings), SafeReporter(recorder), stages.append, ended.append)

    return watch


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_stages_are_passed_on(make: Make, stages: list[str], recorder: Any) -> None:
    with make(hang_minimum_seconds=60.0) as on_stage:
        for stage in ("loading policy", "training", "training", "evaluating"):
            on_stage(stage)
    assert stages == ["loading policy", "training", "training", "evaluating"]
    assert recorder.records == []


def test_a_stage_that_hangs_is_an_alarm_while_it_hangs_and_once(
    make: Make, recorder: Any, ended: list[AlarmError], capfd: pytest.CaptureFixture[str]
) -> None:
    with make() as on_stage:
        on_stage("training")
        on_stage("training")
        wait_for(lambda: bool(recorder.of_type("event")))
        time.sleep(0.5)
    (event,) = recorder.of_type("event")
    assert (event.kind, event.level) == ("hang", "error")
    assert event.data["stage"] == "training"
    assert event.data["seconds"] > 0.29
    assert "wait_for" in capfd.readouterr().err
    assert ended == []


class Slow:
    """A reporter that makes the package wait inside one of its functions."""

    def __init__(self, is_over: Callable[[], bool]) -> None:
        self._is_over = is_over

    def log(self, *_: Any) -> None:
        wait_for(self._is_over)


def test_the_alarm_says_where_in_the_package_the_run_is(make: Make, recorder: Any) -> None:
    with make() as on_stage:
        on_stage("training")
        on_stage("training")
        SafeReporter(Slow(lambda: bool(recorder.of_type("event")))).log(1, {})  # type: ignore[arg-type]
    assert recorder.of_type("event")[0].data["place"].startswith("runtime/reporting.py, line ")
    assert recorder.of_type("event")[0].data["place"].endswith(", in log")


def test_the_first_of_a_stage_has_longer(make: Make, recorder: Any) -> None:
    with make(hang_first_seconds=0.9) as on_stage:
        on_stage("evaluating")
        wait_for(lambda: bool(recorder.of_type("event")))
    assert recorder.of_type("event")[0].data["seconds"] > 0.89


def test_deadlines_are_learnt_from_the_longest_of_the_same_stage(make: Make) -> None:
    watch = make()
    watch._times.note("training", 0.01)
    watch._times.note("evaluating", 5.0)
    assert watch._times.deadline_seconds("training") == 0.3
    assert watch._times.deadline_seconds("evaluating") == 10.0
    with watch as on_stage:
        on_stage("training")
        time.sleep(0.2)
        on_stage("evaluating")
    assert (watch._times.longest_seconds("training") or 0) > 0.19
    assert watch._times.longest_seconds("evaluating") == 5.0


def test_loading_the_policy_may_take_as_long_as_it_needs(make: Make, recorder: Any) -> None:
    with make(hang_first_seconds=0.1, hang_minimum_seconds=0.1) as on_stage:
        on_stage("loading policy")
        time.sleep(0.4)
    assert recorder.records == []


def test_hanging_can_be_ignored(make: Make, recorder: Any) -> None:
    with make(ignore=["hang"], hang_first_seconds=0.1, hang_minimum_seconds=0.1) as on_stage:
        on_stage("training")
        time.sleep(0.4)
    assert recorder.records == []


def test_an_alarm_that_stops_ends_the_run_from_outside_with_the_stack(make: Make, ended: list[AlarmError]) -> None:
    with make(on_alarm="stop", hang_first_seconds=0.1, hang_minimum_seconds=0.1) as on_stage:
        on_stage("training")
        wait_for(lambda: bool(ended))
    (error,) = ended
    assert "The stage 'training' after step 0 has taken" in str(error)
    assert "wait_for" in error.__notes__[0]


def test_no_timer_outlives_the_run(make: Make) -> None:
    before = threading.active_count()
    with pytest.raises(ValueError, match="training failed"), make(hang_first_seconds=60.0) as on_stage:
        on_stage("training")
        raise ValueError("training failed")
    wait_for(lambda: threading.active_count() == before)
