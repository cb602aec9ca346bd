"""A run on a worker ends as it should, whatever happens to its process, its server or its worker."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from paretoscope.client import Client
from paretoscope.schema.answers.run import Run
from paretoscope.schema.control import Finish, WorkerRegistration
from paretoscope.settings import Settings
from paretoscope_worker.processes import progress_watch
from paretoscope_worker.processes.assignment import LOCK, RESULT
from paretoscope_worker.processes.fencing import Holder
from paretoscope_worker.processes.template import Template
from paretoscope_worker.processes.worker import Worker

from ...services.api_server import ApiServer, run_server

Create = Callable[..., str]
KEY = "policy/loss"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server that notices faults quickly."""
    with run_server(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def client(server: ApiServer) -> Iterator[Client]:
    with Client(server.url) as opened:
        yield opened


@pytest.fixture(scope="module")
def settings(server: ApiServer) -> Settings:
    """The settings of a worker of this server."""
    return Settings(home=server.home, port=server.port, server_url=server.url, lease_seconds=5.0, heartbeat_seconds=0.5)


@pytest.fixture(scope="module")
def worker(settings: Settings, template: Template) -> Iterator[Worker]:
    """A worker without network."""
    started = Worker(settings, slots=2, template=template)
    started.start()
    yield started
    started.release()


@pytest.fixture
def create(client: Client) -> Iterator[Create]:
    """Queues a short run of the embedded task; keyword arguments replace sections.

    A worker takes the next run of the queue, so none is left there for other tests.
    """
    made: list[str] = []

    def make(**sections: Any) -> str:
        config: dict[str, Any] = {
            "policy": {"model": "arithmetic-small", "device": "cpu"},
            "task": {"type": "arithmetic", "validation_prompts": 8, "test_prompts": 8},
            "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
            "algorithm": {"type": "grpo", "group_size": 2},
            "rollout": {"max_new_tokens": 8},
            "budget": {"steps": 12, "prompts_per_step": 2},
            "evaluation": {"every": 50},
            "checkpoints": {"every": 4},
        }
        made.append(client.create_run(config | sections).id)
        return made[-1]

    yield make
    for run_id in made:
        client.stop(run_id)


HOLD_LOCK = """
import sys, time
from pathlib import Path
from filelock import FileLock
from paretoscope_worker.processes.fencing import Holder
with FileLock(sys.argv[1]):
    Holder.this_process().write(Path(sys.argv[1]))
    time.sleep(60)
"""
LONG = {"budget": {"steps": 100_000, "prompts_per_step": 2}, "checkpoints": {"every": 5}}


class Training:
    """A run on a worker, in a thread as Celery has it."""

    def __init__(self, worker: Worker, client: Client, run_id: str) -> None:
        self._client, self._run_id = client, run_id
        self._folder = worker.settings.runs_folder / run_id
        self._thread = threading.Thread(target=worker.train, args=(run_id,), daemon=True)
        self._thread.start()

    @property
    def run(self) -> Run:
        return self._client.run(self._run_id)

    def process(self) -> int:
        """Returns the id of the training process."""
        holder = Holder.read(self._folder / LOCK)
        assert holder is not None
        return holder.pid

    def wait_for_step(self, step: int) -> None:
        self.wait_for(lambda: (self.run.step or 0) >= step, f"step {step}")

    def wait_for(self, condition: Callable[[], bool], what: str, patience_seconds: float = 120.0) -> None:
        deadline = time.monotonic() + patience_seconds
        while not condition():
            assert time.monotonic() < deadline, f"no {what} in time; the run is {self.run!r}"
            time.sleep(0.1)

    def join(self, patience_seconds: float = 180.0) -> Run:
        """Waits until the worker is done with the run."""
        self._thread.join(patience_seconds)
        assert not self._thread.is_alive()
        return self.run


def steps_of(client: Client, run_id: str) -> list[int]:
    """Returns all steps of a metric in the order in which they are drawn."""
    series = client.series(run_id, [KEY], points=5000)[KEY]
    assert series.total == len(series.steps)
    return series.steps


def events_of(client: Client, run_id: str) -> dict[str, str]:
    """Returns the last message of each kind of event."""
    return {event.kind: event.message for event in client.events(run_id)}


def group_of(leader: int) -> list[int]:
    """Returns the living processes of a process group."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.NoSuchProcess, ProcessLookupError):
            if os.getpgid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


def test_a_run_completes_with_its_output_in_the_log(worker: Worker, client: Client, create: Create) -> None:
    training = Training(worker, client, create())

    run = training.join()

    assert (run.status, run.error) == ("completed", None)
    assert steps_of(client, run.id) == list(range(1, 13))
    assert "--- attempt 1" in run.log_tail
    assert group_of(training.process()) == []


def test_a_policy_that_cannot_load_fails_the_run_with_its_message(
    worker: Worker, client: Client, create: Create
) -> None:
    run = Training(worker, client, create(policy={"model": "nobody/has-this-model"})).join()

    assert run.status == "failed"
    assert run.error is not None
    assert "nobody/has-this-model" in run.error.message
    assert "Traceback" in run.error.traceback
    assert "nobody/has-this-model" in run.log_tail


def test_a_killed_process_is_replaced_and_no_step_is_lost_or_doubled(
    worker: Worker, client: Client, create: Create
) -> None:
    run_id = create(budget={"steps": 60, "prompts_per_step": 2})
    training = Training(worker, client, run_id)
    training.wait_for_step(10)
    os.kill(training.process(), signal.SIGKILL)

    crashed = training.join()
    assert crashed.status == "queued"
    assert "SIGKILL" in events_of(client, run_id)["attempt_crashed"]

    run = Training(worker, client, run_id).join()
    assert (run.status, run.attempt) == ("completed", 2)
    assert "from the checkpoint of step" in events_of(client, run_id)["attempt_resumed"]
    assert steps_of(client, run_id) == list(range(1, 61))
    assert [row.step for row in client.evaluations(run_id, "validation").evaluations] == [0, 50, 60]


def test_a_process_killed_before_its_first_checkpoint_starts_over(
    worker: Worker, client: Client, create: Create
) -> None:
    run_id = create(checkpoints={"every": 1000})
    training = Training(worker, client, run_id)
    training.wait_for_step(3)
    os.kill(training.process(), signal.SIGKILL)
    training.join()

    assert Training(worker, client, run_id).join().status == "completed"
    assert steps_of(client, run_id) == list(range(1, 13))
    assert [row.step for row in client.evaluations(run_id, "validation").evaluations] == [0, 12]


def test_stopping_saves_a_checkpoint_of_the_last_step(worker: Worker, client: Client, create: Create) -> None:
    run_id = create(**LONG)
    training = Training(worker, client, run_id)
    training.wait_for_step(2)
    client.stop(run_id)

    run = training.join()

    assert run.status == "stopped"
    assert client.checkpoints(run_id)[-1].step == run.step
    assert steps_of(client, run_id) == list(range(1, (run.step or 0) + 1))


def test_a_stopped_run_is_resumed_and_no_step_is_lost_or_doubled(
    worker: Worker, client: Client, create: Create
) -> None:
    run_id = create(budget={"steps": 60, "prompts_per_step": 2}, checkpoints={"every": 1000})
    training = Training(worker, client, run_id)
    training.wait_for_step(5)
    client.stop(run_id)
    stopped = training.join()
    assert stopped.status == "stopped"

    client.resume(run_id)
    run = Training(worker, client, run_id).join()

    assert (run.status, run.attempt) == ("completed", 2)
    assert f"from the checkpoint of step {stopped.step}" in events_of(client, run_id)["attempt_resumed"]
    assert steps_of(client, run_id) == list(range(1, 61))


def test_a_completed_run_goes_on_with_more_steps(worker: Worker, client: Client, create: Create) -> None:
    run_id = create()
    Training(worker, client, run_id).join()
    client.resume(run_id, steps=20)

    run = Training(worker, client, run_id).join()

    assert (run.status, run.step, run.total_steps) == ("completed", 20, 20)
    assert steps_of(client, run_id) == list(range(1, 21))


def test_a_failed_run_is_retried_from_its_last_checkpoint(
    worker: Worker, client: Client, create: Create, tmp_path: Path
) -> None:
    run_id = create(watchdogs={"on_alarm": "stop", "patience_steps": 6, "truncated_fraction": 0.01})
    failed = Training(worker, client, run_id).join()
    assert failed.status == "failed"
    client.retry(run_id)

    again = Training(worker, client, run_id).join()

    assert again.attempt == 2
    assert f"from the checkpoint of step {failed.step}" in events_of(client, run_id)["attempt_resumed"]


def test_a_fork_starts_from_the_weights_of_its_parent(worker: Worker, client: Client, create: Create) -> None:
    parent = create(optimizer={"learning_rate": 1e-3})
    Training(worker, client, parent).join()
    fork = client.fork(parent, 12, {"budget": {"steps": 3}, "weighting": {"type": "gradient"}})

    run = Training(worker, client, fork.id).join()

    assert (run.status, run.step, run.parent_run_id, run.parent_step) == ("completed", 3, parent, 12)
    last = client.evaluations(parent, "validation").evaluations[-1]
    first = client.evaluations(fork.id, "validation").evaluations[0]
    assert (last.step, first.step) == (12, 0)
    assert first.objectives == last.objectives


def test_a_fork_whose_checkpoint_is_not_on_the_worker_fails_with_what_to_do(
    worker: Worker, client: Client, create: Create
) -> None:
    parent = create()
    Training(worker, client, parent).join()
    fork = client.fork(parent, 12)
    shutil.rmtree(worker.settings.runs_folder / parent / "checkpoints" / "step-000012")

    run = Training(worker, client, fork.id).join()

    assert run.status == "failed"
    assert run.error is not None
    assert f"step 12 of run {parent}" in run.error.message
    assert "Fork another step" in run.error.message


def test_weights_that_a_person_asks_for_reach_the_process_and_stay_through_its_death(
    worker: Worker, client: Client, create: Create
) -> None:
    run_id = create(weighting={"type": "manual"}, **LONG)
    training = Training(worker, client, run_id)
    training.wait_for_step(4)
    client.set_weights(run_id, {"accuracy": 0.9, "conciseness": 0.1})
    training.wait_for(lambda: "weights_changed" in events_of(client, run_id), "change of the weights")
    (changed,) = [event for event in client.events(run_id) if event.kind == "weights_changed"]
    assert changed.data["weights"] == {"accuracy": 0.9, "conciseness": 0.1}
    training.wait_for_step(changed.step + 5)
    os.kill(training.process(), signal.SIGKILL)
    training.join()

    again = Training(worker, client, run_id)
    again.wait_for_step(changed.step + 8)
    client.stop(run_id)
    run = again.join()
    weights = client.series(run_id, ["weight/accuracy"], points=5000)["weight/accuracy"]
    by_step = dict(zip(weights.steps, weights.last, strict=True))
    assert by_step[changed.step - 1] == 0.5
    assert by_step[run.step] == 0.9


def test_two_processes_train_a_run_and_one_that_hangs_and_dies_is_told_of_and_replaced(
    worker: Worker, client: Client, create: Create
) -> None:
    run_id = create(
        resources={"gpus": 2},
        budget={"steps": 40, "prompts_per_step": 2},
        watchdogs={"hang_minimum_seconds": 2.0, "hang_first_seconds": 120.0},
    )
    training = Training(worker, client, run_id)
    training.wait_for(lambda: (training.run.step or 0) >= 5, "step 5", patience_seconds=120.0)
    (other,) = [
        pid
        for pid in group_of(training.process())
        if "paretoscope_worker.processes.helper_process" in psutil.Process(pid).cmdline()
    ]
    os.kill(other, signal.SIGSTOP)
    training.wait_for(lambda: "hang" in events_of(client, run_id), "alarm")
    os.kill(other, signal.SIGKILL)

    assert training.join().status == "queued"
    assert "Process 2 of 2 (rank 1) was killed by SIGKILL" in events_of(client, run_id)["attempt_crashed"]
    assert group_of(training.process()) == []

    run = Training(worker, client, run_id).join(120.0)
    assert (run.status, run.attempt) == ("completed", 2)
    assert steps_of(client, run_id) == list(range(1, 41))


def test_a_run_that_wants_more_gpus_than_the_worker_has_fails_with_what_to_do(
    worker: Worker, client: Client, create: Create
) -> None:
    policy = {"model": "arithmetic-small", "device": "cuda"}
    run = Training(
        worker, client, create(policy=policy, resources={"gpus": 64}, budget={"prompts_per_step": 64})
    ).join()

    assert run.status == "failed"
    assert run.error is not None
    assert "resources.gpus is 64" in run.error.message
    assert "policy.device to 'cpu'" in run.error.message


def test_a_run_for_which_another_worker_has_the_gpus_is_left_to_it(
    worker: Worker, client: Client, create: Create
) -> None:
    policy = {"model": "arithmetic-small", "device": "cuda"}
    run_id = create(policy=policy, resources={"gpus": 8}, budget={"prompts_per_step": 8})
    client.register_worker(WorkerRegistration(id="large", hostname="large", pid=1, slots=8, devices=["H100"] * 8))

    assert Training(worker, client, run_id).join().status == "queued"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frozen processes are given up at once."""
    monkeypatch.setattr(progress_watch, "FROZEN_SECONDS", 1.0)


@pytest.mark.usefixtures("impatient")
def test_a_frozen_process_is_killed_and_the_run_goes_on_from_its_checkpoint(
    worker: Worker, client: Client, create: Create
) -> None:
    run_id = create(budget={"steps": 40, "prompts_per_step": 2})
    training = Training(worker, client, run_id)
    training.wait_for_step(6)
    leader = training.process()
    os.kill(leader, signal.SIGSTOP)

    assert training.join().status == "queued"
    assert "frozen by a signal" in events_of(client, run_id)["attempt_crashed"]
    assert group_of(leader) == []

    assert Training(worker, client, run_id).join().status == "completed"
    assert steps_of(client, run_id) == list(range(1, 41))


@pytest.mark.usefixtures("impatient")
def test_a_frozen_process_does_not_keep_a_stopped_run_running(worker: Worker, client: Client, create: Create) -> None:
    run_id = create(**LONG)
    training = Training(worker, client, run_id)
    training.wait_for_step(2)
    leader = training.process()
    os.kill(leader, signal.SIGSTOP)
    client.stop(run_id)

    run = training.join()

    assert run.status == "stopped"
    assert run.error is not None
    assert run.error.type == "hang"
    assert "frozen by a signal" in events_of(client, run_id)["attempt_crashed"]
    assert group_of(leader) == []


def test_a_process_that_hangs_although_it_runs_is_killed_long_after_its_alarm(
    worker: Worker, client: Client, create: Create, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its helper is frozen, so it waits for it in a collective operation."""
    monkeypatch.setattr(progress_watch, "ALARM_SECONDS", 5.0)
    run_id = create(
        resources={"gpus": 2},
        watchdogs={"hang_minimum_seconds": 2.0, "hang_first_seconds": 120.0, "hang_factor": 1.5},
        **LONG,
    )
    training = Training(worker, client, run_id)
    training.wait_for(lambda: (training.run.step or 0) >= 5, "step 5", patience_seconds=120.0)
    (other,) = [
        pid
        for pid in group_of(training.process())
        if "paretoscope_worker.processes.helper_process" in psutil.Process(pid).cmdline()
    ]
    os.kill(other, signal.SIGSTOP)

    assert training.join().status == "queued"
    events = events_of(client, run_id)
    assert "hang" in events
    assert "no progress in 'training'" in events["attempt_crashed"]
    assert group_of(training.process()) == []
    client.stop(run_id)


def test_a_run_whose_process_cannot_be_started_has_crashed(
    settings: Settings, worker: Worker, client: Client, create: Create, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    broken = Template()
    broken.start()
    run_id = create()

    assert Training(Worker(settings, slots=1, template=broken), client, run_id).join().status == "queued"
    assert "The process from which training processes fork has ended" in events_of(client, run_id)["attempt_crashed"]

    assert Training(worker, client, run_id).join().status == "completed"


def test_a_lost_lease_kills_the_whole_process_group(worker: Worker, client: Client, create: Create) -> None:
    run_id = create(**LONG)
    training = Training(worker, client, run_id)
    training.wait_for_step(2)
    leader = training.process()
    assert leader in group_of(leader)

    client.finish(run_id, Finish(attempt=1, outcome="failed"))

    training.join()
    assert group_of(leader) == []
    assert training.run.status == "failed"


def test_a_worker_that_shuts_down_puts_its_run_back_from_where_it_was(
    settings: Settings, template: Template, worker: Worker, client: Client, create: Create
) -> None:
    leaving = Worker(settings, slots=1, template=template)
    leaving.start()
    run_id = create(budget={"steps": 60, "prompts_per_step": 2}, checkpoints={"every": 1000})
    training = Training(leaving, client, run_id)
    training.wait_for_step(5)
    leaving.release()

    released = training.join()
    assert released.status == "queued"
    assert client.checkpoints(run_id)[-1].step == released.step

    assert Training(worker, client, run_id).join().status == "completed"
    assert steps_of(client, run_id) == list(range(1, 61))


def test_a_run_that_ends_while_the_server_is_away_is_told_later(
    server: ApiServer, worker: Worker, client: Client, create: Create
) -> None:
    run_id = create(budget={"steps": 24, "prompts_per_step": 2})
    training = Training(worker, client, run_id)
    training.wait_for_step(5)
    server.kill()
    result = worker.settings.runs_folder / run_id / RESULT
    deadline = time.monotonic() + 120
    while not result.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1.0)
    server.start()

    run = training.join()

    assert (run.status, run.attempt) == ("completed", 1)
    assert steps_of(client, run_id) == list(range(1, 25))


def test_a_run_that_is_not_to_be_had_is_left_alone(worker: Worker, client: Client, create: Create) -> None:
    run_id = create()
    client.stop(run_id)

    Training(worker, client, run_id).join()
    Training(worker, client, run_id + "0")._thread.join(10.0)

    assert client.run(run_id).status == "stopped"
    assert not (worker.settings.runs_folder / run_id).exists()


def test_a_process_that_still_holds_the_folder_is_killed_before_the_run_begins(
    worker: Worker, client: Client, create: Create
) -> None:
    run_id = create()
    folder = worker.settings.runs_folder / run_id
    folder.mkdir(parents=True)
    holder = subprocess.Popen([sys.executable, "-c", HOLD_LOCK, str(folder / LOCK)], start_new_session=True)
    deadline = time.monotonic() + 10
    while Holder.read(folder / LOCK) is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)

    run = Training(worker, client, run_id).join()

    assert holder.wait(timeout=1.0) == -signal.SIGKILL
    assert run.status == "completed"
