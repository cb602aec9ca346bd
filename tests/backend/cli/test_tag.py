"""Runs are tagged and archived from the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from paretoscope.cli import app
from paretoscope.client import Client
from paretoscope.schema.control import Finish, WorkerRegistration

from ...services.api_server import ApiServer, run_server
from ..run_configs import MINIMAL


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server without a worker."""
    with run_server(tmp_path_factory.mktemp("home")) as running:
        yield running


def say(server: ApiServer, *arguments: str, code: int = 0) -> str:
    environment = {"PARETOSCOPE_SERVER_URL": server.url, "COLUMNS": "200"}
    done = CliRunner().invoke(app, list(arguments), env=environment)
    assert done.exit_code == code, (done.output, done.exception)
    return done.output


def test_a_run_is_queued_with_tags_and_so_is_a_sweep(server: ApiServer, tmp_path: Path) -> None:
    config = tmp_path / "run.yaml"
    config.write_text(yaml.safe_dump(MINIMAL))

    say(server, "run", str(config), "--tag", "one", "--tag", "paper")
    say(server, "run", str(config), "--set", "seed=0,1", "--tag", "two")

    with Client(server.url) as client:
        assert [run.tags for run in client.all_runs(tag="paper")] == [["one", "paper"]]
        assert [run.tags for run in client.all_runs(tag="two")] == [["two"], ["two"]]
        assert {one.name: one.count for one in client.tags()} == {"one": 1, "paper": 1, "two": 2}


def test_runs_are_tagged_listed_by_tag_and_archived(server: ApiServer) -> None:
    with Client(server.url) as client:
        first, second = (client.create_run({**MINIMAL, "name": name}, notes="why").id for name in ("first", "second"))
        assert client.run(first).notes == "why"

        assert "1 of 1 runs changed" in say(server, "tag", first, "--add", "mine")
        assert "2 of 2 runs changed" in say(server, "tag", first, second, "--add", "yours", "--remove", "mine")
        assert client.run(first).tags == ["yours"]
        assert "first" in say(server, "runs", "--tag", "yours")
        assert "first" not in say(server, "runs", "--tag", "mine")
        found = say(server, "runs", "--query", "tag = yours and not name = second")
        assert "first" in found
        assert "second" not in found

        assert "1 of 1 runs changed" in say(server, "archive", first)
        assert "first" not in say(server, "runs", "--tag", "yours")
        assert "first" in say(server, "runs", "--archived")
        say(server, "archive", first, "--undo")
        assert not client.run(first).archived


def test_a_command_without_a_tag_says_what_is_missing(server: ApiServer) -> None:
    assert "--add TAG" in say(server, "tag", "3kq8v0wz5n7t", code=2)


def test_the_client_changes_one_run_and_several(server: ApiServer) -> None:
    with Client(server.url) as client:
        runs = [client.create_run(MINIMAL).id for _ in range(2)]

        assert client.change_run(runs[0], tags=["b", "a"], archived=True).tags == ["a", "b"]
        assert client.archive(runs) == [runs[1]]
        assert client.stop_runs(runs) == runs
        assert sorted(client.delete_runs(runs)) == sorted(runs)
        assert client.retry_runs([_failed(client)])


def _failed(client: Client) -> str:
    run_id = client.create_run(MINIMAL).id
    client.register_worker(WorkerRegistration(id="worker", hostname="here", pid=1, slots=1))
    client.claim(run_id, "worker")
    client.finish(run_id, Finish(attempt=1, outcome="failed"))
    return run_id
