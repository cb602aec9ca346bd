"""A worker whose disk is full takes no run, says why, and costs no run an attempt."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paretoscope.client import Client
from paretoscope.schema.answers.run import Run
from paretoscope.schema.answers.worker import WorkerView
from paretoscope.settings import Settings
from paretoscope_worker.processes import worker as workers
from paretoscope_worker.processes.template import Template

from ...services.api_server import ApiServer, run_server
from ...services.small_disk import fill, small_disk

CONFIG: dict[str, Any] = {
    "policy": {"model": "arithmetic-small", "device": "cpu"},
    "task": {"type": "arithmetic", "validation_prompts": 8, "test_prompts": 8},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
    "algorithm": {"type": "grpo", "group_size": 2},
    "rollout": {"max_new_tokens": 8},
    "budget": {"steps": 12, "prompts_per_step": 2},
    "evaluation": {"every": 50},
    "checkpoints": {"every": 4},
}
PATIENCE_SECONDS = 120.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    with run_server(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def client(server: ApiServer) -> Iterator[Client]:
    with Client(server.url) as opened:
        yield opened


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 96) as folder:
        yield folder


@pytest.fixture
def start(server: ApiServer, template: Template) -> Iterator[Callable[..., workers.Worker]]:
    """Starts workers with a home of their own."""
    started: list[workers.Worker] = []

    def make(home: Path, **settings: Any) -> workers.Worker:
        given = {"port": server.port, "server_url": server.url, "lease_seconds": 5.0, "heartbeat_seconds": 0.2}
        started.append(workers.Worker(Settings(home=home, **given | settings), 1, template))
        started[-1].start()
        return started[-1]

    yield make
    for worker in started:
        worker.release()


def wait_for(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"no {what} in time"
        time.sleep(0.05)


def shown(client: Client, worker: workers.Worker) -> WorkerView:
    """Returns the worker as GET /api/workers has it."""
    wait_for(lambda: any(one.id == worker.id for one in client.workers()), "worker")
    return next(one for one in client.workers() if one.id == worker.id)


def events(client: Client, run_id: str) -> list[str]:
    return [event.kind for event in client.events(run_id)]


def test_a_worker_without_room_takes_no_run_until_there_is_some(
    client: Client, start: Callable[..., workers.Worker], disk: Path
) -> None:
    filler = fill(disk, left_bytes=2**20)
    worker = start(disk, min_free_gib=0.02)
    wait_for(lambda: shown(client, worker).problem is not None, "problem")
    assert "GiB free and 0.02 are needed" in str(shown(client, worker).problem)
    run_id = client.create_run(CONFIG).id

    worker.train(run_id)

    run = client.run(run_id)
    assert (run.status, run.attempt, events(client, run_id)) == ("queued", 0, [])

    filler.unlink()
    wait_for(lambda: shown(client, worker).problem is None, "end of the problem")
    worker.train(run_id)
    run = client.run(run_id)
    assert (run.status, run.attempt) == ("completed", 1)


def test_a_disk_that_may_never_be_that_empty_puts_the_worker_aside(
    client: Client, start: Callable[..., workers.Worker], tmp_path: Path
) -> None:
    worker = start(tmp_path / "home", min_free_gib=1e6)
    run_id = client.create_run(CONFIG).id

    worker.train(run_id)

    assert client.run(run_id).status == "queued"
    wait_for(lambda: "Make room there" in str(shown(client, worker).problem), "problem")
    # Workers take the next run of the queue, so a run that is left there would be taken in other tests.
    client.stop(run_id)


def test_a_run_whose_worker_runs_out_of_disk_is_given_back_uncounted(
    client: Client, start: Callable[..., workers.Worker], disk: Path
) -> None:
    worker = start(disk, min_free_gib=0.02)
    run_id = client.create_run(CONFIG | {"budget": {"steps": 400, "prompts_per_step": 2}}).id
    thread = threading.Thread(target=worker.train, args=(run_id,), daemon=True)
    thread.start()
    wait_for(lambda: (client.run(run_id).step or 0) >= 10, "step 10")
    filler = fill(disk)
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()

    run: Run = client.run(run_id)
    assert run.status == "queued"
    (released,) = [event for event in client.events(run_id) if event.kind == "attempt_released"]
    assert "was given back by worker" in released.message
    assert "Make room there" in released.message
    assert "attempt_crashed" not in events(client, run_id)
    worker.train(run_id)
    assert client.run(run_id).attempt == 1

    filler.unlink()
    worker.train(run_id)
    run = client.run(run_id)
    assert (run.status, run.attempt) == ("completed", 2)
    series = client.series(run_id, ["policy/loss"], points=5000)["policy/loss"]
    assert series.steps[-1] == 400
