"""A notebook or another trainer reports a run of its own, which ends as its block ends."""

from collections.abc import Iterator

import pytest

from paretoscope.client import Client, RefusedError, UnreachableError, report_run
from paretoscope.settings import Settings

from ...services.api_server import ApiServer, run_server

CONFIG = {
    "name": "from a notebook",
    "policy": {"model": "arithmetic-small"},
    "task": {"type": "arithmetic"},
    "objectives": [{"type": "accuracy"}, {"type": "conciseness"}],
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    with run_server(tmp_path_factory.mktemp("home")) as running:
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
