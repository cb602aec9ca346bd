"""A server that is told to end, ends: open streams do not hold it up."""

import os
import signal
import sys
from pathlib import Path

import httpx
import pytest

from ....services.processes import free_port, start, stop, wait_until_up
from ..requests import create
from ..streams import listening

GRACE = ["--timeout-graceful-shutdown", "120"]
"""Seconds for which an open stream could hold the server up."""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_open_streams_end_with_the_server_and_without_a_traceback(tmp_path: Path, how: signal.Signals) -> None:
    port, log = free_port(), tmp_path / "log"
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "paretoscope.api.app:create_app",
        "--factory",
        "--port",
        str(port),
        *GRACE,
    ]
    process = start(command, log, env={**os.environ, "PARETOSCOPE_HOME": str(tmp_path / "home")})
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            wait_until_up(process, log, lambda: _answers(client))
            run_id = create(client)["id"]
            with listening(client, f"/api/runs/{run_id}/stream") as one, listening(client, "/api/stream"):
                one.until("run")
                process.send_signal(how)
                process.wait(timeout=60)
        assert "Traceback" not in log.read_text()
    finally:
        stop(process, signal.SIGKILL)


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/api/health").status_code == 200
    except httpx.TransportError:
        return False
