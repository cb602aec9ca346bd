"""Records why a worker takes no runs for now, which the page of workers shows."""

import logging
import threading
from collections.abc import Callable

from paretoscope_worker.processes.disk_space import DiskSpace

logger = logging.getLogger(__name__)


class Aside:
    """Keeps the reason until the disk has enough space again, or until the run that needed it no longer waits."""

    def __init__(self, disk: DiskSpace) -> None:
        self._disk = disk
        self._lock = threading.Lock()
        self._runs: dict[str, float] = {}
        """Bytes that each run needs which did not fit on this disk."""
        self._told: str | None = None

    def reason_for(self, run_id: str, needed_bytes: float) -> str | None:
        """Returns why a run cannot be taken now; None if it can."""
        reason = self._disk.shortage(needed_bytes)
        with self._lock:
            if reason is None:
                self._runs.pop(run_id, None)
            else:
                self._runs[run_id] = needed_bytes
        self._tell(reason)
        return reason

    def reason(self, still_waits: Callable[[str], bool]) -> str | None:
        """Returns why the worker takes no runs now, or not a certain waiting run; None if it takes all runs.

        Args:
            still_waits: returns whether a run that did not fit still waits for a worker.
        """
        with self._lock:
            runs = dict(self._runs)
        for run_id, needed_bytes in runs.items():
            reason = self._disk.shortage(needed_bytes)
            if reason is not None and still_waits(run_id):
                return reason
            with self._lock:
                self._runs.pop(run_id, None)
        reason = self._disk.shortage()
        self._tell(reason)
        return reason

    def _tell(self, reason: str | None) -> None:
        if reason != self._told and reason is not None:
            logger.warning("This worker takes no runs for now. %s", reason)
        self._told = reason
