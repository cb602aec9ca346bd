"""``paretoscope run`` against a server that no worker serves."""

import os
import subprocess
from pathlib import Path

import yaml

from paretoscope.client.client import Client

from ..services.api_server import ApiServer
from .stack import PARETOSCOPE, TINY


def test_a_run_that_waits_without_a_worker_says_so(empty_server: ApiServer, tmp_path: Path) -> None:
    config = tmp_path / "run.yaml"
    config.write_text(yaml.safe_dump(TINY))
    with Client(empty_server.url) as client:
        environment = {**os.environ, "PARETOSCOPE_SERVER_URL": empty_server.url}
        command = [*PARETOSCOPE, "run", str(config), "--wait"]
        with subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, text=True) as waiting:
            assert waiting.stderr is not None
            said = waiting.stderr.readline()
            (run,) = client.all_runs()
            client.stop(run.id)
            assert waiting.wait(timeout=60) == 1

    assert "No worker is connected" in said
    assert "paretoscope worker" in said
