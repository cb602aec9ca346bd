"""A run's checkpoints are copied for other machines, and what is deleted here is deleted there."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paretoscope.checkpoint_storage import CheckpointStorage, StorageError
from paretoscope.schema.training import Checkpoints
from paretoscope_worker.checkpoints.layout import checkpoints_in, is_resumable, remove, size_bytes
from paretoscope_worker.checkpoints.reading import read_checkpoint
from paretoscope_worker.checkpoints.sharing import Disk, SharedCheckpoints, shared_checkpoints
from paretoscope_worker.checkpoints.store import CheckpointStore
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.session import Session

RUN, DISK = "abc", "d" * 32
NAMES = ("accuracy", "conciseness", "clarity")
Open = Callable[..., CheckpointStore]


def ignore(stage: str) -> None:
    """Stages do not matter here."""


@pytest.fixture
def shared(s3_url: str, recorder: Any) -> Iterator[SharedCheckpoints]:
    with SharedCheckpoints(s3_url, RUN, SafeReporter(recorder), ignore) as opened:
        yield opened


@pytest.fixture
def open_store(tmp_path: Path, recorder: Any, shared: SharedCheckpoints) -> Open:
    """Opens the run's store; keyword arguments change the config."""

    def make(saved_step: int | None = None, copies: SharedCheckpoints = shared, **settings: Any) -> CheckpointStore:
        config = Checkpoints(**{"keep_last": 2} | settings)
        return CheckpointStore(tmp_path / RUN, config, SafeReporter(recorder), saved_step, Disk(DISK, copies))

    return make


def save(store: CheckpointStore, session: Session, *steps: int) -> None:
    """Saves checkpoints, each once the one before is copied."""
    for step in steps:
        session.step = step
        store.save(session, ignore)
        if store._shared:
            store._shared.settle()


def in_storage(url: str) -> dict[str, bool]:
    return {name: "tensors.pt" in files for name, files in CheckpointStorage(url).copies(RUN).items()}


def told(recorder: Any, step: int) -> list[tuple[bool, bool, bool]]:
    """Whether the records of a step say that it is resumable, shared and deleted."""
    return [(r.resumable, r.shared, r.deleted) for r in recorder.of_type("checkpoint") if r.step == step]


def validate(session: Session, step: int, accuracy: float, tokens: float) -> None:
    session.step = step
    session.evaluator.front.add(step, dict(zip(NAMES, (accuracy, tokens, accuracy), strict=True)))


def test_a_checkpoint_is_reported_when_it_is_safe_here_and_again_when_it_is_safe_there(
    open_store: Open, session: Session, shared: SharedCheckpoints, recorder: Any, tmp_path: Path
) -> None:
    save(open_store(), session, 5)
    shared.settle()

    assert told(recorder, 5) == [(True, False, False), (True, True, False)]
    assert {record.storage for record in recorder.of_type("checkpoint")} == {DISK}
    shared._storage.download(RUN, "step-000005", tmp_path / "step-000005")
    assert read_checkpoint(tmp_path / "step-000005").step == 5


def test_copies_are_kept_as_long_as_what_they_are_copies_of(
    open_store: Open, session: Session, shared: SharedCheckpoints, recorder: Any, s3_url: str
) -> None:
    store = open_store()
    validate(session, 5, 0.9, 9.0)
    save(store, session, 5, 10, 15, 20)
    shared.at_end()

    on_disk = {path.name: is_resumable(path) for path in checkpoints_in(store._folder).values()}
    assert on_disk == {"step-000005": False, "step-000015": True, "step-000020": True}
    assert in_storage(s3_url) == on_disk
    assert told(recorder, 10)[-1] == (True, False, True)
    assert told(recorder, 5)[-1] == (False, True, False)


def test_the_last_copies_stay_until_newer_ones_are_made(
    tmp_path: Path, session: Session, recorder: Any, s3_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else another machine would find none while one is being made, or if none can be made."""
    reporter, copies = SafeReporter(recorder), CheckpointStorage(s3_url)
    with SharedCheckpoints(s3_url, RUN, reporter, ignore) as opened:
        store = CheckpointStore(tmp_path, Checkpoints(keep_last=1), reporter, None, Disk(DISK, opened))
        save(store, session, 5)
        opened.settle()
        with monkeypatch.context() as patch:
            patch.setattr(opened._storage, "upload", refuse)
            save(store, session, 10, 15)
            opened.settle()
        assert list(copies.copies(RUN)) == ["step-000005"]
        save(store, session, 20)

    assert list(copies.copies(RUN)) == ["step-000020"]
    assert list(checkpoints_in(tmp_path)) == [20]


def test_training_does_not_wait_for_a_slow_storage(
    tmp_path: Path, session: Session, recorder: Any, s3_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be copied in time is not copied, but for the newest."""
    reporter, go_on = SafeReporter(recorder), threading.Event()
    with SharedCheckpoints(s3_url, RUN, reporter, ignore) as opened:
        upload = opened._storage.upload

        def upload_slowly(*arguments: Any) -> None:
            go_on.wait(60)
            upload(*arguments)

        monkeypatch.setattr(opened._storage, "upload", upload_slowly)
        store = CheckpointStore(tmp_path, Checkpoints(keep_last=1), reporter, None, Disk(DISK, opened))
        for session.step in (5, 10, 15, 20):
            store.save(session, ignore)
        assert list(checkpoints_in(tmp_path)) == [5, 20]
        go_on.set()

    assert in_storage(s3_url) == {"step-000020": True}
    assert list(checkpoints_in(tmp_path)) == [20]


def refuse(*_: object) -> None:
    raise StorageError("The storage is away.")


def test_another_machine_goes_on_with_the_copies_as_if_they_were_its_own(
    open_store: Open, session: Session, shared: SharedCheckpoints, recorder: Any, s3_url: str
) -> None:
    """It has downloaded the checkpoint of step 10; the copies of 5 and 15 are there alone."""
    first = open_store(keep_last=3)
    validate(session, 5, 0.9, 9.0)
    save(first, session, 5, 10, 15)
    shared.settle()
    for step in (5, 15):
        remove(checkpoints_in(first._folder)[step])
    recorder.records.clear()

    with SharedCheckpoints(s3_url, RUN, SafeReporter(recorder), ignore) as there:
        second = open_store(saved_step=10, copies=there, keep_last=1)
        assert told(recorder, 10) == [(True, True, False)]
        save(second, session, 12)
        there.settle()

    assert in_storage(s3_url) == {"step-000005": False, "step-000012": True}
    assert told(recorder, 5)[-1] == (False, True, False)
    left = next(record.size_bytes for record in reversed(recorder.of_type("checkpoint")) if record.step == 5)
    assert 0 < left < size_bytes(checkpoints_in(second._folder)[12])


def test_a_checkpoint_that_was_never_copied_is_copied_when_the_run_goes_on(
    open_store: Open, session: Session, shared: SharedCheckpoints, recorder: Any, s3_url: str
) -> None:
    alone = CheckpointStore(open_store()._folder, Checkpoints(), SafeReporter(recorder), None)
    save(alone, session, 5)
    assert in_storage(s3_url) == {}

    open_store(saved_step=5)
    shared.settle()

    assert in_storage(s3_url) == {"step-000005": True}
    assert told(recorder, 5)[-1] == (True, True, False)


def test_the_end_of_a_run_waits_for_its_copies_and_tells_so(
    tmp_path: Path, session: Session, recorder: Any, s3_url: str
) -> None:
    stages: list[str] = []
    reporter = SafeReporter(recorder)
    with shared_checkpoints(s3_url, RUN, reporter, stages.append) as opened:
        save(CheckpointStore(tmp_path, Checkpoints(), reporter, None, Disk(DISK, opened)), session, 5)

    assert in_storage(s3_url) == {"step-000005": True}
    assert set(stages) <= {"uploading checkpoint"}


def test_a_storage_that_fails_is_an_event_once_and_training_goes_on(
    tmp_path: Path, session: Session, recorder: Any
) -> None:
    folder, reporter = tmp_path / "shared", SafeReporter(recorder)
    folder.write_text("no folder")
    with shared_checkpoints(f"{folder}/runs", RUN, reporter, ignore) as opened:
        assert opened is not None
        store = CheckpointStore(tmp_path / RUN, Checkpoints(keep_last=2), reporter, None, Disk(DISK, opened))
        save(store, session, 5, 10)
        opened.settle()
        folder.unlink()
        save(store, session, 15)

    events = recorder.of_type("event")
    assert [event.kind for event in events] == ["checkpoint_not_shared"]
    assert "PARETOSCOPE_CHECKPOINT_URL" in events[0].message
    assert list(checkpoints_in(store._folder)) == [10, 15]
    assert (told(recorder, 10)[-1], told(recorder, 15)[-1]) == ((True, False, False), (True, True, False))


def test_a_storage_of_an_unknown_kind_is_an_event(recorder: Any) -> None:
    with shared_checkpoints("sea://bottom", RUN, SafeReporter(recorder), ignore) as opened:
        assert opened is None
    assert [event.kind for event in recorder.of_type("event")] == ["checkpoint_not_shared"]
