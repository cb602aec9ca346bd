"""Keeps long-lived child processes running: starts them together, restarts those that die, and stops them together."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from paretoscope.processes.leash import leashed_command

EARLY_DEATH_SECONDS = 10.0
MAX_EARLY_DEATHS = 5
LONGEST_PAUSE_SECONDS = 5.0
MAX_LOG_BYTES = 20_000_000
TAIL_BYTES = 4_000


class ServiceError(RuntimeError):
    """A service dies each time shortly after it is started."""


@dataclass(frozen=True)
class Service:
    """A Python module that is kept running."""

    name: str
    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    """File for its output."""
    grace_seconds: float
    """Seconds that it has to end when it is asked to."""


class KeptService:
    """A service and its current process."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._start_again: float | None = None
        self._early_deaths = 0

    def start(self) -> None:
        """Starts the process in a separate session, so that Ctrl-C reaches only the keeper."""
        self._started, self._start_again = time.monotonic(), None
        with _open_log(self.service.log) as log:
            self._process = subprocess.Popen(
                leashed_command(self.service.module, *self.service.arguments),
                env={**os.environ, **self.service.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def restart_if_dead(self, max_early_deaths: int) -> bool:
        """Restarts the process after a pause if it has died; returns whether its death was noticed in this call.

        Raises:
            ServiceError: the process died shortly after each of its last ``max_early_deaths`` starts.
        """
        now = time.monotonic()
        if self._start_again is not None:
            if now >= self._start_again:
                self.start()
            return False
        if self._process is None or self._process.poll() is None:
            return False
        self._early_deaths = self._early_deaths + 1 if now - self._started < EARLY_DEATH_SECONDS else 0
        if self._early_deaths >= max_early_deaths:
            raise ServiceError(f"The {self.service.name} ends each time shortly after its start. {self._log_end()}")
        self._start_again = now + min(LONGEST_PAUSE_SECONDS, 0.2 * 2**self._early_deaths)
        return True

    def ask_to_end(self) -> None:
        """Sends SIGTERM."""
        self._start_again = None
        if self._process is not None:
            self._process.terminate()

    def wait(self, give_up: float) -> None:
        """Waits until the process ends or the monotonic clock reaches `give_up`, then kills its process group."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, give_up - time.monotonic()))
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _log_end(self) -> str:
        with suppress(OSError), self.service.log.open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - TAIL_BYTES))
            return f"{self.service.log} ends with:\n{file.read().decode(errors='replace')}"
        return f"Its log is {self.service.log}."


class Keeper:
    """Keeps several services running, which are started in the given order."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._kept = [KeptService(service) for service in services]

    def start(self) -> None:
        """Starts all services."""
        for kept in self._kept:
            kept.start()

    def restart_dead(self, max_early_deaths: int = MAX_EARLY_DEATHS) -> list[str]:
        """Restarts dead services, and returns the names of those whose death was noticed in this call.

        Raises:
            ServiceError: a service died shortly after each of its last ``max_early_deaths`` starts.
        """
        return [kept.service.name for kept in self._kept if kept.restart_if_dead(max_early_deaths)]

    def stop(self) -> None:
        """Stops all services, the last started first. A service that does not end in its time is killed."""
        for kept in reversed(self._kept):
            kept.ask_to_end()
            with suppress(subprocess.TimeoutExpired):
                kept.wait(time.monotonic() + kept.service.grace_seconds)

    def kill(self) -> None:
        """Kills all services at once."""
        for kept in reversed(self._kept):
            with suppress(subprocess.TimeoutExpired):
                kept.wait(time.monotonic())


def _open_log(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > MAX_LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")
