"""Two workers with a disk of their own each, as on two machines, with and without a storage that they share."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paretoscope.checkpoint_storage import CheckpointStorage
from paretoscope.client import Client
from paretoscope.schema.answers.run import Run
from paretoscope.settings import Settings
from paretoscope_worker.processes import worker as workers
from paretoscope_worker.processes.assignment import LOCK
from paretoscope_worker.processes.fencing import Holder
from paretoscope_worker.processes.template import Template

from ...services.api_server import ApiServer, run_server

CONFIG: dict[str, Any] = {
    "policy": {"model": "arithmetic-small", "device": "cpu"},
    "task": {"type": "arithmetic", "validation_prompts": 8, "test_prompts": 8},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
    "algorithm": {"type": "grpo", "group_size": 2},
    "rollout": {"max_new_tokens": 8},
    "budget": {"steps": 60, "prompts_per_step": 2},
    "evaluation": {"every": 50},
    "checkpoints": {"every": 5, "keep_last": 1, "keep_front": False, "keep_best": False},
}
PATIENCE_SECONDS = 120.0
Start = Callable[..., workers.Worker]


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ApiServer]:
    """A server whose settings a test may add to by parametrising it."""
    with run_server(tmp_path / "server", **getattr(request, "param", {})) as running:
        yield running


@pytest.fixture
def client(server: ApiServer) -> Iterator[Client]:
    with Client(server.url) as opened:
        yield opened


@pytest.fixture
def start(server: ApiServer, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a worker on a disk of a name."""
    monkeypatch.setattr(workers, "CLEAN_SECONDS", 0.5)
    started: list[workers.Worker] = []

    def make(disk: str, template: Template = template, **settings: Any) -> workers.Worker:
        given = {"port": server.port, "server_url": server.url, "lease_seconds": 5.0, "heartbeat_seconds": 0.5}
        started.append(workers.Worker(Settings(home=tmp_path / disk, **given | settings), 1, template))
        started[-1].start()
        with Client(server.url) as client:
            wait_for(lambda: any(one.id == started[-1].id for one in client.workers()), "worker")
        return started[-1]

    yield make
    for worker in started:
        worker.release()


def wait_for(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"no {what} in time"
        time.sleep(0.05)


def crash(client: Client, worker: workers.Worker, run_id: str, condition: Callable[[], bool] | None = None) -> None:
    """Has a worker train a run until its process is killed after step 10 and once something is so."""
    thread = threading.Thread(target=worker.train, args=(run_id,), daemon=True)
    thread.start()
    wait_for(lambda: client.run(run_id).step >= 10, "step 10")
    wait_for(condition or (lambda: True), "condition")
    holder = Holder.read(worker.settings.runs_folder / run_id / LOCK)
    assert holder is not None
    os.kill(holder.pid, signal.SIGKILL)
    thread.join(PATIENCE_SECONDS)
    assert client.run(run_id).status == "queued"


def train(client: Client, worker: workers.Worker, run_id: str) -> Run:
    worker.train(run_id)
    return client.run(run_id)


def resumed(client: Client, run_id: str) -> str:
    return next(event.message for event in client.events(run_id) if event.kind == "attempt_resumed")


def steps(client: Client, run_id: str) -> list[int]:
    return client.series(run_id, ["policy/loss"], points=5000)["policy/loss"].steps


def test_a_run_waits_for_the_machine_that_has_its_checkpoint(client: Client, start: Start) -> None:
    here, there = start("here"), start("there")
    run_id = client.create_run(CONFIG).id
    crash(client, here, run_id)

    waiting = train(client, there, run_id)
    assert (waiting.status, waiting.attempt) == ("queued", 1)

    assert train(client, here, run_id).status == "completed"
    assert "from the checkpoint of step" in resumed(client, run_id)
    assert steps(client, run_id) == list(range(1, 61))


@pytest.mark.parametrize("server", [{"PARETOSCOPE_CHECKPOINT_WAIT_SECONDS": "0"}], indirect=True)
def test_a_run_that_starts_over_elsewhere_says_so(client: Client, start: Start) -> None:
    here, there = start("here"), start("there")
    run_id = client.create_run(CONFIG).id
    crash(client, here, run_id)

    assert train(client, there, run_id).status == "completed"
    assert "from the beginning, because its worker does not have the checkpoint of step" in resumed(client, run_id)
    assert steps(client, run_id) == list(range(1, 61))


@pytest.mark.parametrize("server", [{"PARETOSCOPE_CHECKPOINT_WAIT_SECONDS": "0"}], indirect=True)
def test_with_shared_storage_a_run_goes_on_elsewhere(s3_url: str, client: Client, start: Start) -> None:
    own = Template()  # its processes know where this test's S3 server is
    own.start()
    here, there = start("here", own, checkpoint_url=s3_url), start("there", own, checkpoint_url=s3_url)
    run_id = client.create_run(CONFIG | {"budget": {"steps": 300, "prompts_per_step": 2}}).id
    crash(client, here, run_id, lambda: any(row.shared for row in client.checkpoints(run_id)))
    copied = max(row.step for row in client.checkpoints(run_id) if row.shared and not row.deleted)

    run = train(client, there, run_id)

    assert (run.status, run.attempt) == ("completed", 2)
    assert f"The run goes on from the checkpoint of step {copied}" in resumed(client, run_id)
    assert steps(client, run_id) == list(range(1, 301))
    assert list(CheckpointStorage(s3_url).copies(run_id)) == ["step-000300"]
    kept = [row for row in client.checkpoints(run_id) if not row.deleted]
    assert [(row.step, row.shared, row.storage) for row in kept] == [(300, True, there.storage)]

    fork = client.fork(run_id, 300, {"budget": {"steps": 2}})
    assert train(client, here, fork.id).status == "completed"


def test_a_deleted_run_leaves_no_file_on_any_disk(
    server: ApiServer, client: Client, start: Start, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    server.kill()
    server.environment = {**server.environment, "PARETOSCOPE_CHECKPOINT_URL": str(shared)}
    server.start()
    here, there = start("here", checkpoint_url=str(shared)), start("there", checkpoint_url=str(shared))
    run_id, kept = client.create_run(CONFIG).id, client.create_run(CONFIG | {"seed": 1}).id
    crash(client, here, run_id)
    train(client, there, run_id)
    train(client, here, kept)
    folders = [worker.settings.runs_folder / run_id for worker in (here, there)] + [shared / run_id]
    assert all(folder.is_dir() for folder in folders)

    client._call("DELETE", f"/runs/{run_id}")

    wait_for(lambda: not any(folder.exists() for folder in folders), "end of the files")
    assert (here.settings.runs_folder / kept).is_dir()
    assert (shared / kept).is_dir()
