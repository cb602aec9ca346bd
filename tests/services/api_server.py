"""A Paretoscope server in a process of its own, which tests may kill and start again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from paretoscope.client import Client, UnreachableError

from .processes import free_port, start

APP = "paretoscope.api.app:create_app"
QUICK_LEASES = {
    "PARETOSCOPE_LEASE_SECONDS": "5",
    "PARETOSCOPE_HEARTBEAT_SECONDS": "0.5",
    "PARETOSCOPE_SWEEP_SECONDS": "0.5",
}
"""Faults are noticed in seconds instead of half a minute."""
PATIENCE_SECONDS = 60.0


class ApiServer:
    """A server on one home folder and one port, through any number of deaths."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home, self.port = home, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        place = {"PARETOSCOPE_HOME": str(home), "PARETOSCOPE_PORT": str(self.port)}
        self.environment: Mapping[str, str] = {**QUICK_LEASES, **place, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self.home.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "uvicorn", APP, "--factory", "--port", str(self.port), "--no-access-log"]
        self._process = start(command, self.home / "server.log", env={**os.environ, **self.environment})
        deadline = time.monotonic() + PATIENCE_SECONDS
        with Client(self.url) as client:
            while time.monotonic() < deadline and self._process.poll() is None:
                with suppress(UnreachableError):
                    client.health()
                    return
                time.sleep(0.05)
        raise RuntimeError(f"The server does not answer:\n{(self.home / 'server.log').read_text()}")

    def kill(self) -> None:
        """Kills it without a warning."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


@contextmanager
def run_server(home: Path, **settings: str) -> Iterator[ApiServer]:
    """Runs a server until the block ends."""
    server = ApiServer(home, **settings)
    server.start()
    try:
        yield server
    finally:
        server.kill()
