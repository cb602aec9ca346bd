"""Finds the devices on which a machine can train, without loading torch."""

import os
import shutil
import subprocess
from dataclasses import dataclass

QUERY = ("--query-gpu=index,name", "--format=csv,noheader")


@dataclass(frozen=True)
class Gpu:
    """A GPU that this process may use."""

    index: str
    """Its name in ``CUDA_VISIBLE_DEVICES``."""
    name: str
    """Its product name."""


def find_gpus() -> list[Gpu]:
    """Returns the NVIDIA GPUs of this machine; if ``CUDA_VISIBLE_DEVICES`` is set, only those in it."""
    gpus = _installed_gpus()
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is None:
        return gpus
    by_index = {gpu.index: gpu.name for gpu in gpus}
    chosen = [index.strip() for index in visible.split(",") if index.strip() not in {"", "-1", "NoDevFiles"}]
    return [Gpu(index, by_index.get(index, f"GPU {index}")) for index in chosen] if gpus else []


def default_slots(gpus: list[Gpu]) -> int:
    """Returns the default number of runs that a worker trains at once: one per GPU, or half the cores without a GPU."""
    return len(gpus) or max(1, usable_cores() // 2)


def usable_cores() -> int:
    """Returns the number of CPU cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _installed_gpus() -> list[Gpu]:
    command = shutil.which("nvidia-smi")
    if command is None:
        return []
    try:
        done = subprocess.run([command, *QUERY], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    rows = (line.partition(",") for line in done.stdout.splitlines() if "," in line)
    return [Gpu(index.strip(), name.strip()) for index, _, name in rows]
