import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import CheckpointError, checkpoints_in
from paretoscope_worker.checkpoints.reading import read_checkpoint, resume_point
from paretoscope_worker.checkpoints.store import CheckpointStore
from paretoscope_worker.runtime.reporting import SafeReporter
from paretoscope_worker.session import Session

MakeStore = Callable[..., CheckpointStore]


@pytest.fixture
def saved(make_store: MakeStore, session: Session) -> dict[int, Path]:
    """Checkpoints of steps 5, 10 and 15."""
    store = make_store(keep_last=3)
    for session.step in (5, 10, 15):
        store.save(session, [].append)
    return checkpoints_in(store._folder)


def damage(path: Path, how: str) -> None:
    match how:
        case "missing":
            path.unlink()
        case "cut short":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        case "overwritten":
            path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.parametrize("file", ["state.json", "tensors.pt", "files.json", "policy/model.safetensors"])
@pytest.mark.parametrize("how", ["missing", "cut short"])
def test_a_damaged_checkpoint_is_refused(saved: dict[int, Path], file: str, how: str) -> None:
    damage(saved[5] / file, how)
    with pytest.raises(CheckpointError, match=r"cannot be read.*earlier checkpoint"):
        read_checkpoint(saved[5])


@pytest.mark.parametrize("file", ["state.json", "tensors.pt", "files.json"])
def test_a_checkpoint_of_the_right_size_but_of_noise_is_refused(saved: dict[int, Path], file: str) -> None:
    damage(saved[5] / file, "overwritten")
    with pytest.raises(CheckpointError, match="cannot be read"):
        read_checkpoint(saved[5])


def test_the_config_of_the_run_is_kept_beside_its_state(saved: dict[int, Path], session: Session) -> None:
    state = json.loads((saved[5] / "state.json").read_text())
    assert RunConfig.model_validate(state["config"]) == session.config


def test_a_run_goes_on_from_the_newest_checkpoint_that_can_be_read_and_says_so(
    saved: dict[int, Path], recorder: Any
) -> None:
    damage(saved[15] / "tensors.pt", "cut short")
    damage(saved[10] / "policy" / "model.safetensors", "missing")
    recorder.records.clear()
    point = resume_point(saved[15], SafeReporter(recorder))
    assert point is not None
    assert (point.step, point.folder) == (5, saved[5])
    resumed, *events = recorder.records
    assert (resumed.type, resumed.step) == ("resume", 5)
    assert [(event.kind, event.step, event.data["path"]) for event in events] == [
        ("checkpoint_damaged", 5, str(saved[15])),
        ("checkpoint_damaged", 5, str(saved[10])),
    ]
    assert "tensors.pt has" in events[0].message
    assert "from the checkpoint of step 5" in events[0].message


def test_a_later_checkpoint_and_the_weights_of_a_point_are_not_gone_on_from(
    saved: dict[int, Path], recorder: Any
) -> None:
    damage(saved[10] / "state.json", "missing")
    (saved[5] / "tensors.pt").unlink()
    point = resume_point(saved[10], SafeReporter(recorder))
    assert point is None
    assert [record.step for record in recorder.of_type("resume")] == [0]
    (event,) = recorder.of_type("event")
    assert "from the beginning" in event.message


def test_a_run_that_starts_reads_and_reports_nothing(recorder: Any) -> None:
    assert resume_point(None, SafeReporter(recorder)) is None
    assert recorder.records == []
