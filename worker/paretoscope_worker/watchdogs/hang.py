"""Detects a stage that takes far longer than before, such as a rollout or a push of weights that hangs."""

import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from paretoscope.schema.watchdogs import Watchdogs
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.runtime.stage_times import KIND, StageTimes
from paretoscope_worker.watchdogs.watch import AlarmError, ending, report_alarm
from paretoscope_worker.watchdogs.watchdog import Alarm

PACKAGE = Path(__file__).parents[1]

OnStage = Callable[[str], None]


class HangWatch:
    """Forwards the stages of a run, and gives each stage a deadline that depends on the duration of earlier ones.

    A timer raises the alarm, because the thread that hangs cannot. A stage ends when the next one begins.
    """

    def __init__(
        self,
        config: Watchdogs,
        reporter: SafeReporter,
        on_stage: OnStage,
        give_up: Callable[[AlarmError], object],
    ) -> None:
        """Args: `give_up` ends the run from another thread. It is called if alarms stop the run."""
        self._config, self._reporter, self._on_stage, self._give_up = config, reporter, on_stage, give_up
        self._times = StageTimes(config)
        self._stage, self._began = "", 0.0
        self._timer: threading.Timer | None = None
        self._thread = 0

    def __enter__(self) -> OnStage:
        return self._begin

    def __exit__(self, *_: object) -> None:
        self._end()

    def _begin(self, stage: str) -> None:
        self._end()
        self._stage, self._began, self._thread = stage, time.monotonic(), threading.get_ident()
        deadline = self._times.deadline_seconds(stage)
        if deadline is not None:
            self._timer = threading.Timer(deadline, self._raise, [stage])
            self._timer.daemon = True
            self._timer.start()
        self._on_stage(stage)

    def _end(self) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer = None
        self._times.note(self._stage, time.monotonic() - self._began)

    def _raise(self, stage: str) -> None:
        """Reports that a stage hangs, unless it has just ended. It runs in the thread of the timer."""
        if threading.current_thread() is not self._timer:
            return
        frame = sys._current_frames().get(self._thread)
        stack = "".join(traceback.format_stack(frame)) if frame else ""
        alarm = self._alarm(stage, _place(frame))
        sys.stderr.write(f"{alarm.message}\n{stack}")
        report_alarm(self._reporter, self._reporter.step, KIND, alarm)
        if self._config.on_alarm == "stop":
            error = ending(KIND, alarm)
            error.add_note(stack)
            self._give_up(error)

    def _alarm(self, stage: str, place: str) -> Alarm:
        took, longest = time.monotonic() - self._began, self._times.longest_seconds(stage)
        before = f"the longest so far took {longest:.3g} s" if longest is not None else "it is the first of its kind"
        return Alarm(
            f"The stage '{stage}' after step {self._reporter.step} has taken {took:,.3g} s; {before}. It is in {place}."
            " The log has the whole stack. If the stage takes about three times as long, the worker ends the process, "
            "and the run continues from its last checkpoint. If the stage may take that long, raise "
            "watchdogs.hang_minimum_seconds or watchdogs.hang_factor.",
            ("watchdogs.hang_minimum_seconds", "watchdogs.hang_factor", "rollout"),
            {"stage": stage, "seconds": took, "longest_seconds": longest, "place": place},
            "error",
        )


def _place(frame: FrameType | None) -> str:
    """Returns the innermost function of this package on the stack of a thread."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            return f"{path.relative_to(PACKAGE)}, line {frame.f_lineno}, in {frame.f_code.co_name}"
        frame = frame.f_back
    return "code outside of this package"
