"""Writes a checkpoint under a temporary name, syncs it to disk and renames it, so that it is never incomplete."""

import json
import os
from pathlib import Path
from typing import Any

import torch

from paretoscope.processes.atomic_write import discard_unfinished, written_atomically
from paretoscope_worker.checkpoints.gathering import gathered
from paretoscope_worker.checkpoints.layout import STATE, TENSORS, list_files, policy_folder, remove
from paretoscope_worker.session import Session


def write_checkpoint(session: Session, folder: Path, *, resumable: bool) -> None:
    """Writes the current state of the session and replaces an earlier checkpoint in the same folder.

    Args:
        session: the run.
        folder: folder of the checkpoint.
        resumable: whether to save the optimizer and the random number generators, so that the run can continue from it.

    Raises:
        Exception: the disk is full or broken; each library that writes has its own errors. The unfinished checkpoint is
            deleted, and the earlier one in its place is kept.
    """
    with gathered(session, resumable=resumable) as tensors:
        _replace(session, folder, tensors)


def _replace(session: Session, folder: Path, tensors: dict[str, Any] | None) -> None:
    discard_unfinished(folder.parent)
    with written_atomically(folder) as draft:
        _write(session, draft, tensors)
        _sync(draft)
        remove(folder)
    _sync_entry(folder.parent)


def keep_weights_only(checkpoint: Path) -> None:
    """Reduces a resumable checkpoint to the weights of its point."""
    (checkpoint / TENSORS).unlink()
    list_files(checkpoint)


def _write(session: Session, folder: Path, tensors: dict[str, Any] | None) -> None:
    session.policy.save(policy_folder(folder))
    if tensors is not None:
        torch.save(tensors, folder / TENSORS)
    (folder / STATE).write_text(json.dumps(session.state_dict()), encoding="utf-8")
    list_files(folder)


def _sync(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        _sync_entry(path)


def _sync_entry(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
