"""Heartbeats of an external run, which also bring back that somebody asked the run to stop."""

import logging
import threading

from paretoscope.client.client import Client
from paretoscope.client.errors import ConflictError, NotFoundError, RefusedError, UnreachableError
from paretoscope.schema.control import Heartbeat

DEFAULT_SECONDS = 15.0
"""Seconds between heartbeats until the server says how many it wants."""

logger = logging.getLogger(__name__)


class Heartbeats(threading.Thread):
    """Tells the server regularly that a run is still trained, also while there is nothing to report.

    Args:
        client: the server.
        run_id: the run.
        attempt: number of its attempt.
        stop_requested: is set when somebody asked the run to stop.
    """

    def __init__(self, client: Client, run_id: str, attempt: int, stop_requested: threading.Event) -> None:
        super().__init__(name=f"paretoscope-heartbeats-{run_id}", daemon=True)
        self._client, self._run_id, self._stop_requested = client, run_id, stop_requested
        self._beat = Heartbeat(attempt=attempt)
        self._seconds = DEFAULT_SECONDS
        self._ended = threading.Event()

    def run(self) -> None:
        """Sends heartbeats until ``end`` is called or the run has ended."""
        seconds: float | None = 0.0
        while seconds is not None and not self._ended.wait(seconds):
            seconds = self._send()

    def end(self) -> None:
        """Makes the thread end after its current request."""
        self._ended.set()

    def _send(self) -> float | None:
        """Sends one heartbeat. Returns the seconds until the next one; None if the run takes no more."""
        try:
            answer = self._client.heartbeat(self._run_id, self._beat)
        except (ConflictError, NotFoundError):
            return None
        except (UnreachableError, RefusedError):
            return self._seconds
        except Exception:
            if not self._ended.is_set():
                logger.exception("A heartbeat of run %s failed. It will be tried again.", self._run_id)
            return self._seconds
        if answer.action == "stop":
            self._stop_requested.set()
        self._seconds = answer.next_heartbeat_seconds or DEFAULT_SECONDS
        return self._seconds
