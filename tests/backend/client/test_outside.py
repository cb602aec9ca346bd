"""A notebook or another trainer reports a run of its own, which ends as its block ends."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from paretoscope.client import Client, NotFoundError, RefusedError, RunReporter, UnreachableError, report_run
from paretoscope.schema.control import Finish
from paretoscope.settings import Settings

from ...services.api_server import ApiServer, run_server

CONFIG = {
    "name": "from a notebook",
    "policy": {"model": "arithmetic-small"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
}

LEASE_SECONDS = 2.0
REPORT_AND_WAIT = f"""
import sys, time
from pathlib import Path
from paretoscope.client import report_run
from paretoscope.settings import Settings
config = {CONFIG | {"name": "to be killed"}}
with report_run(config, Settings(home=Path(sys.argv[1]), server_url=sys.argv[2])) as reporter:
    reporter.log(1, {{"policy/loss": 1.0}})
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    lease = {"PARETOSCOPE_EXTERNAL_LEASE_SECONDS": str(LEASE_SECONDS)}
    with run_server(tmp_path_factory.mktemp("home"), **lease) as running:
        yield running


@pytest.fixture
def settings(server: ApiServer) -> Settings:
    return Settings(home=server.home, server_url=server.url)


@pytest.fixture
def client(server: ApiServer) -> Iterator[Client]:
    with Client(server.url) as opened:
        yield opened


def test_a_block_that_ends_is_a_completed_run_with_all_its_metrics(settings: Settings, client: Client) -> None:
    with report_run(CONFIG, settings) as reporter:
        for step in range(1, 31):
            reporter.log(step, {"policy/loss": 1.0 / step})

    run = next(client.all_runs(sort="-created_at"))
    assert (run.name, run.status) == ("from a notebook", "completed")
    assert client.series(run.id, ["policy/loss"])["policy/loss"].steps == list(range(1, 31))


def test_a_block_that_raises_is_a_failed_run_and_the_exception_goes_on(settings: Settings, client: Client) -> None:
    with pytest.raises(ZeroDivisionError), report_run(CONFIG, settings) as reporter:
        reporter.log(1, {"policy/loss": 1 / 0})

    run = next(client.all_runs(sort="-created_at"))
    assert run.status == "failed"
    assert run.error is not None
    assert run.error.type == "ZeroDivisionError"
    assert "Traceback" in run.error.traceback


def test_a_wrong_config_is_refused_before_the_block_begins(settings: Settings) -> None:
    with pytest.raises(RefusedError, match="objectives"), report_run({**CONFIG, "objectives": []}, settings):
        pytest.fail("the block must not run")


def test_without_a_server_the_block_does_not_begin(settings: Settings) -> None:
    nobody = settings.model_copy(update={"server_url": "http://127.0.0.1:9"})
    with pytest.raises(UnreachableError), report_run(CONFIG, nobody):
        pytest.fail("the block must not run")


def test_a_run_that_somebody_stops_tells_its_program_and_ends_as_stopped(settings: Settings, client: Client) -> None:
    with report_run(CONFIG, settings) as reporter:
        run_id = next(client.all_runs(sort="-created_at")).id
        client.stop(run_id)
        assert client.run(run_id).status == "running"
        wait_until(lambda: reporter.stop_requested)

    assert client.run(run_id).status == "stopped"


def test_a_block_whose_run_is_deleted_ends_without_an_error(settings: Settings, client: Client) -> None:
    with report_run(CONFIG, settings) as reporter:
        run_id = next(client.all_runs(sort="-created_at")).id
        client.stop(run_id)
        client.finish(run_id, Finish(attempt=1, outcome="stopped"))
        client.delete(run_id)
        reporter.log(1, {"policy/loss": 1.0})

    with pytest.raises(NotFoundError):
        client.run(run_id)


def test_a_killed_program_leaves_a_lost_run_that_comes_back_with_its_records(
    server: ApiServer, settings: Settings, client: Client
) -> None:
    process = subprocess.Popen([sys.executable, "-c", REPORT_AND_WAIT, str(server.home), server.url])
    try:
        wait_until(lambda: next(client.all_runs(sort="-created_at")).name == "to be killed")
        run_id = next(client.all_runs(sort="-created_at")).id
        wait_until(lambda: client.run(run_id).step == 1)
        time.sleep(2 * LEASE_SECONDS)
        assert client.run(run_id).status == "running", "heartbeats keep it so, without records"
    finally:
        process.kill()
        process.wait()
    wait_until(lambda: client.run(run_id).status == "lost")
    [lost] = client.runs(status="lost").runs
    assert (lost.id, lost.finished) == (run_id, False)

    spool = settings.runs_folder / run_id / "spool"
    with RunReporter(run_id, 1, spool, server.url, None) as again:
        again.log(2, {"policy/loss": 0.5})
        assert again.flush(timeout_seconds=30.0)
        assert client.run(run_id).status == "running"
    assert client.series(run_id, ["policy/loss"])["policy/loss"].steps == [1, 2]
    kinds = [event.kind for event in client.events(run_id)]
    assert [kind for kind in kinds if kind in {"run_lost", "run_heard_again"}] == ["run_lost", "run_heard_again"]

    wait_until(lambda: client.run(run_id).status == "lost")
    client.delete(run_id)
    with pytest.raises(NotFoundError):
        client.run(run_id)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_server_killed_in_between_loses_nothing(settings: Settings, server: ApiServer, client: Client) -> None:
    with report_run(CONFIG, settings) as reporter:
        reporter.log(1, {"policy/loss": 1.0})
        assert reporter.flush(timeout_seconds=10.0)
        server.kill()
        reporter.log(2, {"policy/loss": 1.0})
        assert not reporter.flush(timeout_seconds=0.5)
        server.start()

    run = next(client.all_runs(sort="-created_at"))
    assert run.status == "completed"
    assert client.series(run.id, ["policy/loss"])["policy/loss"].steps == [1, 2]
