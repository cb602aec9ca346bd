"""A worker has one slot per GPU. Without a GPU, it has one per two cores, and at least one."""

from pathlib import Path

import pytest

from paretoscope import devices
from paretoscope.devices import Gpu, default_slots, find_gpus


@pytest.fixture
def two_gpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose driver lists two GPUs."""
    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\necho '0, NVIDIA A100'\necho '1, NVIDIA H100'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)


@pytest.mark.usefixtures("two_gpus")
def test_gpus_are_found_by_the_driver() -> None:
    assert find_gpus() == [Gpu("0", "NVIDIA A100"), Gpu("1", "NVIDIA H100")]


@pytest.mark.usefixtures("two_gpus")
def test_only_visible_gpus_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    assert find_gpus() == [Gpu("1", "NVIDIA H100")]
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert find_gpus() == []


def test_no_driver_means_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find_gpus() == []


@pytest.mark.parametrize(("gpus", "cores", "slots"), [(3, 64, 3), (0, 8, 4), (0, 3, 1), (0, 1, 1)])
def test_slots(gpus: int, cores: int, slots: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "usable_cores", lambda: cores)
    assert default_slots([Gpu(str(n), "GPU") for n in range(gpus)]) == slots
