"""From which checkpoint the supervisor lets a later attempt go on."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paretoscope.checkpoint_storage import CheckpointStorage
from paretoscope.client import Client
from paretoscope.schema.control import CheckpointPlace, Finish
from paretoscope.schema.records import CheckpointRecord, RecordBatch
from paretoscope.settings import Settings
from paretoscope_worker.processes.checkpoint_choice import CheckpointChoice
from paretoscope_worker.processes.supervised_attempt import SupervisedAttempt

from ...services.api_server import ApiServer

CONFIG = {"policy": {"model": "arithmetic-small"}, "task": {"type": "arithmetic"}, "objectives": [{"type": "accuracy"}]}


@pytest.fixture
def server(empty_server: ApiServer) -> ApiServer:
    return empty_server


def choice_of(settings: Settings) -> CheckpointChoice:
    return CheckpointChoice(settings.runs_folder, settings.checkpoint_url, "a" * 32)


def second_attempt(server: ApiServer, checkpoints: list[CheckpointRecord]) -> Path | None:
    """Returns where the second attempt of a run goes on whose first one crashed after these checkpoints."""
    settings = Settings(home=server.home, port=server.port, server_url=server.url)
    with Client(server.url) as client:
        run_id = client.create_run(CONFIG).id
        client.claim(run_id, "w1")
        client.send_records(run_id, RecordBatch(attempt=1, seq=1, records=checkpoints))
        client.finish(run_id, Finish(attempt=1, outcome="crashed"))
        claim = client.claim(run_id, "w1")
        host: Any = SimpleNamespace(settings=settings, client=client, storage="a" * 32)
        assert claim is not None
        return SupervisedAttempt(host, claim, lease=None)._checkpoint()  # type: ignore[arg-type]


def record(folder: Path, step: int, **said: Any) -> CheckpointRecord:
    path = folder / f"step-{step:06d}"
    path.mkdir()
    return CheckpointRecord(step=step, path=str(path), size_bytes=1, **said)


@pytest.fixture
def runs(server: ApiServer, tmp_path: Path) -> Path:
    """A folder of the worker's home."""
    folder = server.home.resolve() / "runs" / tmp_path.name
    folder.mkdir(parents=True)
    return folder


def test_the_newest_is_taken_that_is_more_than_the_weights_of_a_point(server: ApiServer, runs: Path) -> None:
    records = [record(runs, 5), record(runs, 10), record(runs, 12, resumable=False)]
    assert second_attempt(server, records) == runs / "step-000010"


def test_one_that_is_not_there_any_more_is_passed_over(server: ApiServer, runs: Path) -> None:
    records = [record(runs, 5), record(runs, 10)]
    (runs / "step-000010").rmdir()
    assert second_attempt(server, records) == runs / "step-000005"


def test_weights_alone_are_nothing_to_go_on_from(server: ApiServer, runs: Path) -> None:
    assert second_attempt(server, [record(runs, 5, resumable=False)]) is None


def test_one_on_another_disk_is_passed_over_though_a_folder_of_its_name_is_here(server: ApiServer, runs: Path) -> None:
    """What is here was saved by an earlier attempt, before the run started over on the other disk."""
    records = [record(runs, 5, storage="a" * 32), record(runs, 10, storage="b" * 32)]
    assert second_attempt(server, records) == runs / "step-000005"


def test_one_that_was_deleted_is_passed_over(server: ApiServer, runs: Path) -> None:
    assert second_attempt(server, [record(runs, 5, deleted=True)]) is None


@pytest.mark.parametrize("way", ["plain", "dots", "link"])
def test_a_reported_path_outside_the_home_is_not_opened(
    server: ApiServer, runs: Path, tmp_path: Path, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    inside, outside = record(runs, 5), record(tmp_path, 10)
    (runs / "link").symlink_to(outside.path)
    path = {
        "plain": outside.path,
        "dots": f"{runs}/{'../' * len(runs.parts)}{outside.path.lstrip('/')}",
        "link": str(runs / "link"),
    }[way]
    assert Path(path).is_dir()
    assert second_attempt(server, [inside, outside.model_copy(update={"path": path})]) == Path(inside.path)
    assert "is not opened: it is not inside" in caplog.text


def test_a_fork_does_not_open_a_path_outside_the_home(settings: Settings, tmp_path: Path) -> None:
    reported = record(tmp_path, 10)
    place = CheckpointPlace(run_id="abc", step=10, path=reported.path, storage="", shared=False)
    assert choice_of(settings).weights(place, tmp_path / "fork", lambda: None) is None


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", checkpoint_url=str(tmp_path / "shared"))


def place(step: int, storage: str = "b" * 32, *, shared: bool = True) -> CheckpointPlace:
    return CheckpointPlace(run_id="abc", step=step, path=f"/elsewhere/{step}", storage=storage, shared=shared)


def share(settings: Settings, folder: Path, step: int, text: str) -> None:
    """Puts a copy of a checkpoint into the shared storage."""
    made = folder / f"step-{step:06d}"
    made.mkdir(parents=True)
    (made / "state.json").write_text(text)
    (made / "files.json").write_text(json.dumps({"state.json": len(text)}))
    CheckpointStorage(settings.checkpoint_url).upload("abc", made)


def test_the_newest_is_downloaded_and_what_is_left_of_earlier_attempts_goes(settings: Settings, tmp_path: Path) -> None:
    share(settings, tmp_path, 10, "theirs")
    own = settings.runs_folder / "abc" / "checkpoints"
    for step in (5, 7, 10):
        (own / f"step-{step:06d}").mkdir(parents=True)
        (own / f"step-{step:06d}" / "state.json").write_text("of an earlier attempt")
    chunks: list[int] = []
    places = [place(10), place(5), place(7, "a" * 32, shared=False)]

    found = choice_of(settings).newest("abc", places, lambda: chunks.append(1))

    assert found == own / "step-000010"
    assert (found / "state.json").read_text() == "theirs"
    assert sorted(path.name for path in own.iterdir()) == ["step-000007", "step-000010"]
    assert chunks == [1]


def test_a_copy_that_cannot_be_had_is_passed_over(settings: Settings) -> None:
    (settings.runs_folder / "abc" / "checkpoints" / "step-000005").mkdir(parents=True)
    places = [place(10), place(5, "a" * 32)]

    found = choice_of(settings).newest("abc", places, lambda: None)

    assert found == settings.runs_folder / "abc" / "checkpoints" / "step-000005"


def test_the_start_of_a_fork_is_downloaded_into_a_folder_of_the_fork(settings: Settings, tmp_path: Path) -> None:
    share(settings, tmp_path, 10, "theirs")
    choice = choice_of(settings)

    assert choice.weights(place(10), tmp_path / "fork", lambda: None) == tmp_path / "fork" / "step-000010"
    assert choice.weights(place(10, shared=False), tmp_path / "fork", lambda: None) is None
