"""How much disk a run needs, held against what it really takes, and against a disk that is small."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.run_config import RunConfig
from paretoscope_worker.checkpoints.layout import size_bytes
from paretoscope_worker.processes.aside import Aside
from paretoscope_worker.processes.disk_space import DiskSpace, needed_bytes
from paretoscope_worker.train import train

from ...services.small_disk import fill, small_disk

MEGABYTE = 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 16) as folder:
        yield folder


def config(**policy: Any) -> dict[str, Any]:
    return {
        "policy": {"model": "arithmetic-small", "device": "cpu"} | policy,
        "task": {"type": "arithmetic"},
        "objectives": [{"type": "accuracy"}],
    }


def test_the_estimate_is_two_real_checkpoints(
    run_config: Callable[..., RunConfig], recorder: Any, tmp_path: Path, restless_folder: Path
) -> None:
    """The policy of the tests is so small that tokenizer and configs weigh as much again."""
    settings = run_config(budget={"steps": 1, "prompts_per_step": 1})
    train(settings, folder=tmp_path, reporter=recorder, should_stop=lambda: False, on_stage=[].append)
    checkpoint = tmp_path / "checkpoints" / "step-000001"
    weights = sum(size_bytes(path.parent) for path in checkpoint.glob("policy/model.safetensors"))

    estimated = needed_bytes(settings.model_dump(mode="json"), [])

    real = (checkpoint / "tensors.pt").stat().st_size + (checkpoint / "policy" / "model.safetensors").stat().st_size
    assert 2 * 0.8 * real < estimated < 2 * (real + weights)


def saved_checkpoint(step: int, size: int, *, resumable: bool = True) -> CheckpointView:
    now = datetime.now(UTC)
    row = {"id": step, "step": step, "path": "", "size_bytes": size, "resumable": resumable}
    return CheckpointView.model_validate({**row, "deleted": False, "created_at": now, "storage": "", "shared": False})


def test_checkpoints_that_were_saved_tell_it_best() -> None:
    saved = [saved_checkpoint(5, 3000), saved_checkpoint(10, 5000), saved_checkpoint(12, 9000, resumable=False)]
    assert needed_bytes(config(), saved) == 10_000


@pytest.mark.parametrize(
    "policy", [{"model": "nobody/has-this"}, {"model": "/nowhere"}, {"lora": {"rank": 4}}, {"model": "a b/../c"}]
)
def test_what_is_not_known_is_not_asked_for(policy: dict[str, Any]) -> None:
    assert needed_bytes(config(**policy), []) == 0


def test_optimizer_state_counts_by_precision() -> None:
    by_precision = {
        precision: needed_bytes(config(device="auto", precision=precision), []) for precision in ("float32", "bfloat16")
    }
    assert by_precision["bfloat16"] / by_precision["float32"] == 14 / 12


def test_a_disk_has_room_until_it_is_full(disk: Path) -> None:
    space = DiskSpace(disk / "runs", min_free_gib=2 / 1024)
    assert space.shortage() is None
    assert space.shortage(8 * MEGABYTE) is None
    assert "for two checkpoints of the run" in str(space.shortage(15 * MEGABYTE))

    filler = fill(disk, left_bytes=MEGABYTE)
    assert f"The disk of {disk / 'runs'} has 0.00" in str(space.shortage())
    filler.unlink()
    assert space.shortage() is None


def test_a_reason_stays_while_the_run_waits_that_found_no_room(disk: Path) -> None:
    aside = Aside(DiskSpace(disk, min_free_gib=0.0))
    waiting = {"large"}
    assert aside.reason_for("small", MEGABYTE) is None
    assert aside.reason(waiting.__contains__) is None

    assert aside.reason_for("large", 64 * MEGABYTE) is not None
    assert "are needed" in str(aside.reason(waiting.__contains__))
    assert aside.reason_for("small", MEGABYTE) is None
    waiting.clear()
    assert aside.reason(waiting.__contains__) is None
