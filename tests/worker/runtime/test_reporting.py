import logging
from typing import Any

import pytest

from paretoscope.schema.records import ResumeRecord
from paretoscope_worker.runtime.reporting import SafeReporter


class Broken:
    def log(self, *_: object) -> None:
        raise OSError("disk full")

    def record(self, *_: object) -> None:
        raise OSError("disk full")


def test_an_error_of_the_reporter_is_logged_and_goes_no_further(caplog: pytest.LogCaptureFixture) -> None:
    reporter = SafeReporter(Broken())
    with caplog.at_level(logging.ERROR):
        reporter.log(1, {"a": 1.0})
        reporter.record(ResumeRecord(step=0))
        reporter.event(1, "info", "seen", "Seen.")
    assert len(caplog.records) == 3


def test_everything_is_passed_on(recorder: Any) -> None:
    reporter = SafeReporter(recorder)
    reporter.log(3, {"a": 1.0})
    reporter.event(3, "warning", "left_out", "Left out 2.", train=2)
    assert recorder.scalars == {3: {"a": 1.0}}
    (event,) = recorder.of_type("event")
    assert (event.step, event.level, event.kind, event.data) == (3, "warning", "left_out", {"train": 2})


def test_what_of_an_event_cannot_be_stored_is_replaced(recorder: Any) -> None:
    SafeReporter(recorder).event(1, "info", "seen", "The judge said a\x00b\ud800.", said="\x00", count=2**64)
    (event,) = recorder.of_type("event")
    assert event.message == "The judge said a\ufffdb\ufffd."
    assert event.data == {"said": "\ufffd", "count": float(2**64)}


def test_a_reporter_that_is_safe_already_is_not_wrapped_again(recorder: Any) -> None:
    reporter = SafeReporter.of(recorder)
    assert SafeReporter.of(reporter) is reporter
