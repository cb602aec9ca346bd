"""Checks before a run is claimed whether the worker's disk has enough space for its checkpoints."""

import errno
import math
import shutil
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from huggingface_hub import snapshot_download
from pydantic import ValidationError
from safetensors import SafetensorError, safe_open

from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.run_config import RunConfig

GIB = 2**30
FLOAT32_BYTES = 4 + 8
"""Bytes per parameter of a checkpoint: the parameter and AdamW's two moments."""
BFLOAT16_BYTES = 2 + 4 + 8
"""The same for a bfloat16 parameter with its float32 copy."""
BFLOAT16_ALONE_BYTES = 2 + 4
"""The same for a bfloat16 parameter without that copy."""
AT_ONCE = 2
"""Number of checkpoints on disk at the same time, because a new one is written beside the last."""
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class DiskSpace:
    """The disk that holds the folders of a worker's runs.

    Args:
        folder: folder of the runs; it need not exist yet.
        min_free_gib: space that must stay free in addition to what a run needs.
    """

    def __init__(self, folder: Path, min_free_gib: float) -> None:
        self._folder, self._min_free_bytes = folder, min_free_gib * GIB

    def shortage(self, needed_bytes: float = 0.0) -> str | None:
        """Returns a sentence about the missing space if `needed_bytes` more do not fit; None if they fit."""
        there = next(path for path in (self._folder, *self._folder.parents) if path.is_dir())
        free = shutil.disk_usage(there).free
        wanted = needed_bytes + self._min_free_bytes
        if free >= wanted:
            return None
        for_run = f", of which {needed_bytes / GIB:.3g} for two checkpoints of the run" if needed_bytes else ""
        return (
            f"The disk of {self._folder} has {free / GIB:.3g} GiB free and {wanted / GIB:.3g} are needed{for_run}. "
            "Make room there."
        )


def needed_bytes(config: Mapping[str, Any], saved: Sequence[CheckpointView]) -> float:
    """Returns the bytes that a run needs for its checkpoints; 0 if nothing is known about their size.

    Args:
        config: config of the run.
        saved: checkpoints that the run has reported; their size is used if there are any.
    """
    sizes = [row.size_bytes for row in saved if row.resumable]
    if sizes:
        return float(AT_ONCE * max(sizes))
    try:
        return AT_ONCE * _estimated_bytes(RunConfig.model_validate(config))
    except (ValidationError, OSError, SafetensorError):
        return 0.0


def _estimated_bytes(config: RunConfig) -> float:
    """Estimates the bytes of a checkpoint; 0 for small adapters, unknown models, and runs that train nothing."""
    if config.policy.lora is not None or not config.trains:
        return 0.0
    folder = _weights_folder(config.policy.model)
    if folder is None:
        return 0.0
    if config.policy.precision == "float32" or config.policy.device == "cpu":
        per_parameter = FLOAT32_BYTES
    else:
        per_parameter = BFLOAT16_BYTES if config.optimizer.master_weights else BFLOAT16_ALONE_BYTES
    return float(per_parameter * sum(_parameters(path) for path in folder.glob("*.safetensors")))


def _weights_folder(model: str) -> Path | None:
    """Returns the folder of a model's weights on this machine; None if they must be downloaded."""
    embedded = Path(str(resources.files("paretoscope_worker") / "embedded" / model))
    for folder in (embedded, Path(model).expanduser()):
        if (folder / "config.json").is_file():
            return folder
    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (OSError, ValueError):
        return None


def _parameters(path: Path) -> int:
    with safe_open(path, framework="numpy") as file:
        return sum(math.prod(file.get_slice(name).get_shape()) for name in file.keys())  # noqa: SIM118 - not a mapping


def is_lack_of_room(error: BaseException) -> bool:
    """Whether an error says that a disk is full."""
    return isinstance(error, OSError) and error.errno in NO_ROOM
