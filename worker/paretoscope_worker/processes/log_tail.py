"""Reports the output of a training process as records of its run."""

import contextlib
import logging
import threading
from pathlib import Path
from typing import Protocol

from paretoscope.processes.atomic_write import write_atomically
from paretoscope.schema.records import LogRecord
from paretoscope_worker.processes.assignment import LOG

REPORTED = "log.reported"
PAUSE_SECONDS = 1.0
MAX_BYTES = 16_000
"""Largest size of the output reported per second. If a process writes more, only the end is reported."""

logger = logging.getLogger(__name__)


class Recorder(Protocol):
    """Takes records."""

    def record(self, record: LogRecord) -> None:
        """Reports one record."""


class LogTail:
    """Reports new lines of a run's log. A file keeps the position reached, so that another process can continue."""

    def __init__(self, folder: Path, reporter: Recorder) -> None:
        self._log, self._reported, self._reporter = folder / LOG, folder / REPORTED, reporter
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="log-tail", daemon=True)

    def start(self) -> None:
        """Reports every second until ``end``."""
        self._thread.start()

    def end(self) -> None:
        """Reports the rest and stops."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        self.report()

    def report(self) -> None:
        """Reports the output since the last report."""
        try:
            text, end = self._unreported()
            if text:
                self._reporter.record(LogRecord(text=text))
                write_atomically(self._reported, str(end))
        except (OSError, ValueError) as error:
            logger.warning("The log could not be reported: %s", error)

    def _follow(self) -> None:
        while not self._ended.wait(PAUSE_SECONDS):
            self.report()

    def _unreported(self) -> tuple[str, int]:
        start = 0
        with contextlib.suppress(FileNotFoundError):
            start = int(self._reported.read_text(encoding="utf-8"))
        with self._log.open("rb") as file:
            size = file.seek(0, 2)
            skipped = max(0, size - start - MAX_BYTES)
            file.seek(start + skipped)
            text = file.read(size - start - skipped).decode("utf-8", errors="replace").replace("\x00", "\ufffd")
        return (f"[... {skipped:,} bytes are only in {self._log} ...]\n" if skipped else "") + text, size


def last_lines(folder: Path, max_bytes: int = MAX_BYTES) -> str:
    """Returns the end of a run's log; it is empty if there is no log."""
    try:
        with (folder / LOG).open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - max_bytes))
            return file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
