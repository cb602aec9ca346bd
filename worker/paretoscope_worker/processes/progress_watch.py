"""Detects from outside that a training process makes no progress, because a frozen process cannot report it.

The process touches the file of its stage at every step. If it hangs, its own watchdog first raises the alarm `hang`
inside the process. If the process still does not continue, it is given up here.
"""

import time
from contextlib import suppress
from pathlib import Path

import psutil

from paretoscope.schema.watchdogs import Watchdogs
from paretoscope_worker.runtime.stage_times import StageTimes

FROZEN_SECONDS = 30.0
"""Time after which a process that was stopped by a signal is given up."""
ALARM_FACTOR = 3.0
"""A stage is given up after this many times the time after which the alarm `hang` is raised."""
ALARM_SECONDS = 30.0
"""Smallest time that the process has to end by itself after its alarm."""
STOP_FACTOR = 5.0
"""After a request to stop, a stage may take this many times the longest of its kind, and at least the times below."""
STOP_SECONDS = 60.0
SAVE_SECONDS = 300.0
SAVING = frozenset({"saving checkpoint", "uploading checkpoint"})
LOOK_SECONDS = 1.0


class ProgressWatch:
    """Watches one training process. It uses the monotonic clock, which stops while the machine sleeps."""

    def __init__(self, pid: int, stage_file: Path, watchdogs: Watchdogs) -> None:
        self._pid, self._file = pid, stage_file
        self._times = StageTimes(watchdogs)
        self.stage = ""
        """The stage that the process reported last."""
        self._touched = 0
        self._since = self._looked = time.monotonic()
        self._frozen_since: float | None = None
        self._stop_asked_at: float | None = None

    def look(self, *, stop_asked: bool) -> str | None:
        """Reads the stage; returns a sentence about why the process should be given up, or None."""
        now = time.monotonic()
        self._read_stage(now)
        if stop_asked and self._stop_asked_at is None:
            self._stop_asked_at = now
        if now - self._looked >= LOOK_SECONDS:
            self._looked = now
            self._look_whether_frozen(now)
        return self._why_frozen(now) or self._why_stuck(now)

    def _read_stage(self, now: float) -> None:
        with suppress(OSError):
            touched = self._file.stat().st_mtime_ns
            if touched != self._touched:
                if self.stage:
                    self._times.note(self.stage, now - self._since)
                self.stage = self._file.read_text(encoding="utf-8")
                self._touched, self._since = touched, now

    def _look_whether_frozen(self, now: float) -> None:
        is_frozen = False
        with suppress(psutil.Error):
            is_frozen = psutil.Process(self._pid).status() == psutil.STATUS_STOPPED
        if not is_frozen:
            self._frozen_since = None
        elif self._frozen_since is None:
            self._frozen_since = now

    def _why_frozen(self, now: float) -> str | None:
        if self._frozen_since is None or now - self._frozen_since < FROZEN_SECONDS:
            return None
        return f"The training process was frozen by a signal (SIGSTOP) for {now - self._frozen_since:.0f} s."

    def _why_stuck(self, now: float) -> str | None:
        doing = f"'{self.stage}'" if self.stage else "its start"
        if self._stop_asked_at is not None:
            waited, limit = now - max(self._since, self._stop_asked_at), self._stop_limit_seconds()
            if waited > limit:
                return f"The training process was asked to stop and made no progress in {doing} for {waited:,.0f} s."
        alarm = self._times.deadline_seconds(self.stage) if self.stage else None
        age = now - self._since
        if alarm is not None and age > max(ALARM_FACTOR * alarm, alarm + ALARM_SECONDS):
            return (
                f"The training process made no progress in {doing} for {age:,.0f} s, although "
                f"the alarm 'hang' is raised after {alarm:,.3g} s. If it may take that long, raise "
                "watchdogs.hang_minimum_seconds."
            )
        return None

    def _stop_limit_seconds(self) -> float:
        least = SAVE_SECONDS if self.stage in SAVING else STOP_SECONDS
        return max(least, STOP_FACTOR * (self._times.longest_seconds(self.stage) or 0.0))
