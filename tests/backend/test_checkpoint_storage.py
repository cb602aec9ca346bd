"""Copies of checkpoints in a shared folder and in an S3 bucket: whole, or not there."""

import json
from pathlib import Path

import pytest
from s3fs import S3FileSystem

from paretoscope.checkpoint_storage import CheckpointStorage, StorageError

RUN = "abc"


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> CheckpointStorage:
    """A storage of each kind."""
    url = request.getfixturevalue("s3_url") if request.param == "s3" else str(tmp_path / "shared" / "runs")
    return CheckpointStorage(url)


def checkpoint(folder: Path, step: int, text: str = "weights", tensors: str | None = "tensors") -> Path:
    """Writes the files of a checkpoint."""
    made = folder / f"step-{step:06d}"
    (made / "policy").mkdir(parents=True, exist_ok=True)
    files = {"policy/model.safetensors": text, "state.json": "{}"} | ({"tensors.pt": tensors} if tensors else {})
    for name, content in files.items():
        (made / name).write_text(content)
    (made / "files.json").write_text(json.dumps({name: len(content) for name, content in files.items()}))
    return made


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_a_checkpoint_comes_back_as_it_was(storage: CheckpointStorage, tmp_path: Path) -> None:
    made = checkpoint(tmp_path, 25)
    chunks: list[int] = []

    storage.upload(RUN, made, lambda: chunks.append(1))
    storage.download(RUN, made.name, tmp_path / "back" / made.name)

    assert contents(tmp_path / "back" / made.name) == contents(made)
    assert len(chunks) == 4
    assert storage.copies(RUN) == {"step-000025": frozenset(contents(made))}
    assert storage.copies("other") == {}


def test_a_copy_replaces_the_one_before_with_all_its_files(storage: CheckpointStorage, tmp_path: Path) -> None:
    storage.upload(RUN, checkpoint(tmp_path / "first", 25))
    storage.upload(RUN, checkpoint(tmp_path / "second", 25, "others", tensors=None))
    storage.download(RUN, "step-000025", tmp_path / "back")

    assert "tensors.pt" not in storage.copies(RUN)["step-000025"]
    assert (tmp_path / "back" / "policy" / "model.safetensors").read_text() == "others"


def test_a_copy_that_was_interrupted_is_none(storage: CheckpointStorage, tmp_path: Path) -> None:
    """Of one that replaces another nothing is left either: the list of the files goes first and comes last."""
    made = checkpoint(tmp_path, 25)
    storage.upload(RUN, made)

    class Killed(BaseException):
        pass

    def die() -> None:
        raise Killed

    with pytest.raises(Killed):
        storage.upload(RUN, made, die)

    assert storage.copies(RUN) == {}
    with pytest.raises(StorageError):
        storage.download(RUN, made.name, tmp_path / "back")
    assert not (tmp_path / "back").exists()
    storage.upload(RUN, made)
    assert list(storage.copies(RUN)) == ["step-000025"]


def test_a_copy_with_a_file_of_another_size_is_none(storage: CheckpointStorage, tmp_path: Path) -> None:
    made = checkpoint(tmp_path, 25)
    (made / "files.json").write_text(json.dumps({"state.json": 100}))
    storage.upload(RUN, made)

    assert storage.copies(RUN) == {}
    with pytest.raises(StorageError, match=r"state\.json has 2 of 100 bytes"):
        storage.download(RUN, made.name, tmp_path / "back")


def test_a_file_can_be_dropped_and_the_rest_is_whole(storage: CheckpointStorage, tmp_path: Path) -> None:
    storage.upload(RUN, checkpoint(tmp_path, 25))

    assert storage.drop(RUN, "step-000025", "tensors.pt") == len("weights") + len("{}")

    assert storage.copies(RUN) == {"step-000025": frozenset({"policy/model.safetensors", "state.json", "files.json"})}
    storage.download(RUN, "step-000025", tmp_path / "back")
    assert json.loads((tmp_path / "back" / "files.json").read_text()).keys() == {
        "policy/model.safetensors",
        "state.json",
    }


def test_copies_are_deleted_one_by_one_and_all_at_once(storage: CheckpointStorage, tmp_path: Path) -> None:
    for step in (5, 10, 15):
        storage.upload(RUN, checkpoint(tmp_path, step))
        storage.upload("other", checkpoint(tmp_path, step))

    storage.delete(RUN, "step-000010")
    storage.delete(RUN, "step-000010")
    assert sorted(storage.copies(RUN)) == ["step-000005", "step-000015"]

    storage.delete_run(RUN)
    storage.delete_run(RUN)
    assert storage.copies(RUN) == {}
    assert len(storage.copies("other")) == 3


def test_what_another_process_has_copied_is_seen(storage: CheckpointStorage, tmp_path: Path) -> None:
    assert storage.copies(RUN) == {}
    CheckpointStorage(storage._url).upload(RUN, checkpoint(tmp_path, 25))
    assert list(storage.copies(RUN)) == ["step-000025"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("gs://bucket/runs", "paretoscope.s3."),
        ("sea://bottom", "PARETOSCOPE_CHECKPOINT_URL"),
        ("s3://", "CHECKPOINT_URL"),
    ],
)
def test_a_storage_that_cannot_be_used_says_what_to_do(s3_url: str, url: str, message: str) -> None:
    with pytest.raises(StorageError, match=message):
        CheckpointStorage(url).copies(RUN)


def test_a_storage_that_is_away_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch, s3_url: str) -> None:
    """fsspec keeps a client for good, with the address that it had first."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    S3FileSystem.clear_instance_cache()
    try:
        with pytest.raises(StorageError, match=r"cannot be used.*127\.0\.0\.1:1"):
            CheckpointStorage(s3_url).copies(RUN)
    finally:
        S3FileSystem.clear_instance_cache()


def test_no_message_shows_a_password() -> None:
    with pytest.raises(StorageError) as told:
        CheckpointStorage("sea://me:secret@host/path").copies(RUN)
    assert "secret" not in str(told.value)
