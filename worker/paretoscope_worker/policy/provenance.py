"""What produces the results of this process: versions, commit and machine."""

import platform
import socket
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import torch
import transformers

from paretoscope.schema.config_hash import config_hash
from paretoscope.schema.provenance import Provenance
from paretoscope.schema.run_config import RunConfig

GIT_SECONDS = 5.0


def provenance(config: RunConfig, device: torch.device, data_fingerprint: str) -> Provenance:
    """Returns what produces the results of a run in this process."""
    is_on_gpu = device.type == "cuda"
    return Provenance(
        version=_package_version(),
        commit=_commit(),
        python=platform.python_version(),
        torch=torch.__version__,
        transformers=transformers.__version__,
        device=torch.cuda.get_device_name(device) if is_on_gpu else platform.processor() or platform.machine(),
        gpus=config.resources.gpus if is_on_gpu else 0,
        threads=torch.get_num_threads(),
        hostname=socket.gethostname()[:200],
        config_hash=config_hash(config),
        data_fingerprint=data_fingerprint,
    )


def _package_version() -> str:
    try:
        return version("paretoscope")
    except PackageNotFoundError:
        return "unknown"


@cache
def _commit() -> str | None:
    """Returns the commit of the checkout that this file belongs to; None if it is not part of one."""
    here = Path(__file__).resolve().parent
    try:
        tracked = _git(here, "ls-files", "--error-unmatch", Path(__file__).name)
        commit = _git(here, "rev-parse", "HEAD")
        changes = _git(here, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.SubprocessError):
        return None
    return f"{commit}{'+' if changes else ''}" if tracked else None


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=GIT_SECONDS)
    return done.stdout.strip()
