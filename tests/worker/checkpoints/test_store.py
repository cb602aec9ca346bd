import errno
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from paretoscope_worker.checkpoints.layout import (
    CheckpointError,
    checkpoints_in,
    is_resumable,
    newest_whole,
    policy_folder,
    size_bytes,
)
from paretoscope_worker.checkpoints.reading import read_checkpoint
from paretoscope_worker.checkpoints.store import CheckpointStore
from paretoscope_worker.session import Session

from ...services.small_disk import small_disk

MakeStore = Callable[..., CheckpointStore]
NAMES = ("accuracy", "conciseness", "clarity")


def ignore(stage: str) -> None:
    """Stages do not matter here."""


def save(store: CheckpointStore, session: Session, step: int) -> None:
    session.step = step
    store.save(session, ignore)


def validate(session: Session, step: int, accuracy: float, tokens: float) -> None:
    """Adds a validation point to the run's archive; clarity goes with accuracy."""
    session.step = step
    session.evaluator.front.add(step, dict(zip(NAMES, (accuracy, tokens, accuracy), strict=True)))


def on_disk(store: CheckpointStore) -> dict[int, str]:
    found = checkpoints_in(store._folder)
    return {step: "whole" if is_resumable(path) else "weights" for step, path in found.items()}


def told(recorder: Any) -> list[tuple[int, bool, bool]]:
    return [(record.step, record.resumable, record.deleted) for record in recorder.of_type("checkpoint")]


def test_a_checkpoint_is_reported_with_its_size_once_it_is_there(
    make_store: MakeStore, session: Session, recorder: Any
) -> None:
    store = make_store()
    save(store, session, 25)
    (record,) = recorder.of_type("checkpoint")
    folder = Path(record.path)
    assert (record.step, record.resumable, record.deleted) == (25, True, False)
    assert record.size_bytes == size_bytes(folder) > 2 * size_bytes(policy_folder(folder))
    assert read_checkpoint(folder).step == 25
    assert (policy_folder(folder) / "model.safetensors").is_file()
    assert (policy_folder(folder) / "tokenizer.json").is_file()


def test_older_checkpoints_are_deleted_and_reported_so(make_store: MakeStore, session: Session, recorder: Any) -> None:
    store = make_store()
    for step in (5, 10, 100_000, 1_000_000):
        save(store, session, step)
    assert on_disk(store) == {100_000: "whole", 1_000_000: "whole"}
    assert [step for step, _, deleted in told(recorder) if deleted] == [5, 10]


def test_the_step_just_saved_is_not_saved_again(make_store: MakeStore, session: Session, recorder: Any) -> None:
    store = make_store()
    save(store, session, 5)
    save(store, session, 5)
    save(make_store(saved_step=5), session, 5)
    assert len(recorder.of_type("checkpoint")) == 1


def test_points_on_the_front_keep_their_weights_until_one_dominates_them(
    make_store: MakeStore, session: Session, recorder: Any
) -> None:
    store = make_store(every=50, keep_last=1)
    validate(session, 0, 0.5, 20)
    for step, accuracy, tokens in ((1, 0.6, 25), (2, 0.4, 10), (3, 0.4, 15), (4, 0.7, 22)):
        validate(session, step, accuracy, tokens)
        store.after_step(session, ignore)
    assert on_disk(store) == {2: "weights", 4: "weights"}
    assert told(recorder) == [(1, False, False), (2, False, False), (4, False, False), (1, False, True)]
    assert read_checkpoint_fails(store, 2)


def read_checkpoint_fails(store: CheckpointStore, step: int) -> bool:
    """Whether the run refuses to go on from the weights of a point."""
    with pytest.raises(CheckpointError, match=r"tensors\.pt"):
        read_checkpoint(checkpoints_in(store._folder)[step])
    return True


def test_without_the_front_only_the_best_of_each_objective_stay(make_store: MakeStore, session: Session) -> None:
    store = make_store(every=50, keep_last=1, keep_front=False)
    validate(session, 0, 0.5, 20)
    for step, accuracy, tokens in ((1, 0.6, 25), (2, 0.55, 18), (3, 0.5, 12), (4, 0.7, 30)):
        validate(session, step, accuracy, tokens)
        store.after_step(session, ignore)
    assert set(session.evaluator.front.steps) == {1, 2, 3, 4}
    assert on_disk(store) == {3: "weights", 4: "weights"}


def test_points_take_no_more_disk_than_they_may(make_store: MakeStore, session: Session, recorder: Any) -> None:
    """Room for three: the two best and, of the points between them, the one that is worth most."""
    validate(session, 0, 0.5, 20)
    make_store().save_point(session, ignore)
    session.step = 1
    make_store(every=1).after_step(session, ignore)
    weights = size_bytes(policy_folder(Path(recorder.of_type("checkpoint")[0].path)))
    store = make_store(saved_step=1, every=50, keep_last=1, points_gib=3.5 * weights / 2**30)
    for step, accuracy, tokens in ((2, 0.9, 19), (3, 0.5, 8), (4, 0.89, 18.5), (5, 0.7, 10)):
        validate(session, step, accuracy, tokens)
        store.after_step(session, ignore)
    assert on_disk(store) == {1: "whole", 2: "weights", 3: "weights", 5: "weights"}
    assert [step for step, _, deleted in told(recorder) if deleted] == [4]


def test_with_neither_no_point_is_saved(make_store: MakeStore, session: Session, recorder: Any) -> None:
    store = make_store(every=50, keep_front=False, keep_best=False)
    validate(session, 1, 0.5, 20)
    store.after_step(session, ignore)
    assert told(recorder) == []


def test_a_checkpoint_of_a_point_loses_its_optimizer_once_it_is_none_of_the_last(
    make_store: MakeStore, session: Session, recorder: Any
) -> None:
    store = make_store(keep_last=1)
    validate(session, 5, 0.5, 20)
    store.save(session, ignore)
    before = recorder.of_type("checkpoint")[-1].size_bytes
    save(store, session, 10)
    assert on_disk(store) == {5: "weights", 10: "whole"}
    (stripped,) = recorder.of_type("checkpoint")[2:]
    assert (stripped.step, stripped.resumable, stripped.deleted) == (5, False, False)
    assert stripped.size_bytes == size_bytes(checkpoints_in(store._folder)[5]) < before / 2


def test_an_alarm_saves_though_nothing_is_due(make_store: MakeStore, session: Session) -> None:
    store = make_store(every=50)
    session.step = 3
    store.after_step(session, ignore)
    assert on_disk(store) == {}
    store.after_step(session, ignore, at_once=True)
    assert on_disk(store) == {3: "whole"}


def test_what_an_earlier_attempt_saved_later_is_deleted_only_once_something_newer_is_safe(
    make_store: MakeStore, session: Session
) -> None:
    first = make_store()
    for step in (5, 10, 15):
        save(first, session, step)
    resumed = make_store(saved_step=10)
    assert on_disk(resumed) == {10: "whole", 15: "whole"}
    save(resumed, session, 12)
    assert on_disk(resumed) == {10: "whole", 12: "whole"}


def test_a_checkpoint_of_an_earlier_attempt_at_the_same_step_is_replaced(
    make_store: MakeStore, session: Session
) -> None:
    store = make_store()
    left = store._folder / "step-000005"
    left.mkdir(parents=True)
    (left / "stale").touch()
    save(make_store(), session, 5)
    assert not (left / "stale").exists()
    assert read_checkpoint(left).step == 5


@contextmanager
def file_size_limit(megabytes: float) -> Iterator[None]:
    """Lets no file of this process grow beyond a size, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(megabytes * 2**20), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("megabytes", [0.001, 0.06, 0.2])
def test_a_checkpoint_that_does_not_fit_is_an_event_once_and_the_last_good_one_stays(
    make_store: MakeStore, session: Session, recorder: Any, megabytes: float
) -> None:
    """The three sizes fail in the config, the weights and the optimizer's state."""
    store = make_store(keep_last=1)
    save(store, session, 5)
    with file_size_limit(megabytes):
        save(store, session, 10)
        save(store, session, 15)
    (event,) = recorder.of_type("event")
    assert (event.kind, event.level, event.step) == ("checkpoint_failed", "error", 10)
    assert str(store._folder / "step-000005") in event.message
    assert "keep_last" in event.message
    assert event.data["last_good"] == str(store._folder / "step-000005")
    assert [path.name for path in store._folder.iterdir()] == ["step-000005"]
    assert newest_whole(store._folder) == store._folder / "step-000005"
    save(store, session, 20)
    assert on_disk(store) == {20: "whole"}


def test_the_trained_policy_must_be_saved(make_store: MakeStore, session: Session) -> None:
    store = make_store()
    session.step = session.config.budget.steps
    with file_size_limit(0.001), pytest.raises(CheckpointError, match=r"could not be saved.*no earlier checkpoint"):
        store.after_step(session, ignore)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with small_disk(tmp_path / "disk", 1) as folder:
        yield folder


def test_a_full_disk_costs_nothing_but_the_checkpoint(
    make_store: MakeStore, session: Session, recorder: Any, disk: Path
) -> None:
    store = make_store(folder=disk)
    save(store, session, 5)
    with pytest.raises(OSError, match="No space") as full, (disk / "others").open("wb") as file:
        while True:
            file.write(bytes(4096))
            file.flush()
    assert full.value.errno == errno.ENOSPC
    save(store, session, 10)
    (event,) = recorder.of_type("event")
    assert event.kind == "checkpoint_failed"
    assert event.data["free_gib"] < 0.001
    assert on_disk(store) == {5: "whole"}
    (disk / "others").unlink()
    save(store, session, 15)
    assert on_disk(store)[15] == "whole"
