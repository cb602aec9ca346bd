"""From which checkpoint the supervisor lets a later attempt go on."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.client import Client
from paretoscope.schema.control import Finish
from paretoscope.schema.records import CheckpointRecord, RecordBatch
from paretoscope.settings import Settings
from paretoscope_worker.processes.supervised_attempt import SupervisedAttempt

from ..services.api_server import ApiServer, run_server

CONFIG = {"policy": {"model": "arithmetic-small"}, "task": {"type": "arithmetic"}, "objectives": [{"type": "accuracy"}]}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    with run_server(tmp_path_factory.mktemp("home")) as running:
        yield running


def second_attempt(server: ApiServer, checkpoints: list[CheckpointRecord]) -> str | None:
    """Returns where the second attempt of a run goes on whose first one crashed after these checkpoints."""
    settings = Settings(home=server.home, port=server.port, server_url=server.url)
    with Client(server.url) as client:
        run_id = client.create_run(CONFIG).id
        client.claim(run_id, "w1")
        client.send_records(run_id, RecordBatch(attempt=1, seq=1, records=checkpoints))
        client.finish(run_id, Finish(attempt=1, outcome="crashed"))
        claim = client.claim(run_id, "w1")
        host: Any = SimpleNamespace(settings=settings, client=client)
        assert claim is not None
        return SupervisedAttempt(host, claim, lease=None)._checkpoint()  # type: ignore[arg-type]


def record(folder: Path, step: int, **said: bool) -> CheckpointRecord:
    path = folder / f"step-{step:06d}"
    path.mkdir()
    return CheckpointRecord(step=step, path=str(path), size_bytes=1, **said)


def test_the_newest_is_taken_that_is_more_than_the_weights_of_a_point(server: ApiServer, tmp_path: Path) -> None:
    records = [record(tmp_path, 5), record(tmp_path, 10), record(tmp_path, 12, resumable=False)]
    assert second_attempt(server, records) == str(tmp_path / "step-000010")


def test_one_that_is_not_there_any_more_is_passed_over(server: ApiServer, tmp_path: Path) -> None:
    records = [record(tmp_path, 5), record(tmp_path, 10)]
    (tmp_path / "step-000010").rmdir()
    assert second_attempt(server, records) == str(tmp_path / "step-000005")


def test_weights_alone_are_nothing_to_go_on_from(server: ApiServer, tmp_path: Path) -> None:
    assert second_attempt(server, [record(tmp_path, 5, resumable=False)]) is None
