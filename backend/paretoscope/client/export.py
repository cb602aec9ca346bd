"""Exports the policy of a run as a folder that transformers can load, with a model card."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from paretoscope.checkpoint_storage import CheckpointStorage, StorageError
from paretoscope.client.client import Client
from paretoscope.client.errors import ClientError
from paretoscope.client.model_card import model_card
from paretoscope.client.points import Point, find_checkpoint
from paretoscope.processes.atomic_write import written_atomically
from paretoscope.schema.answers.checkpoint import CheckpointView
from paretoscope.schema.answers.run import Run
from paretoscope.schema.checkpoints import FILES, POLICY, checkpoint_name
from paretoscope.schema.provenance import Provenance
from paretoscope.settings import Settings, is_inside

README = "README.md"


class ExportError(ClientError):
    """A policy cannot be exported. The message says why, and what to do instead."""


def export_policy(client: Client, point: Point, folder: Path, settings: Settings | None = None) -> int:
    """Copies the policy of a point into a folder and adds its model card. If it fails, the folder is not made.

    The checkpoint is read from the folder where the worker wrote it, if that is inside the home or a folder for models.
    On a machine that cannot read that folder, it is downloaded from the shared storage.

    Args:
        client: the server.
        point: run and step.
        folder: folder to make; if it exists, it must be empty.
        settings: home, folders for models, and shared storage. If left out, they are read from the environment.

    Returns:
        The step that was exported.

    Raises:
        PointError: there is no such checkpoint.
        ExportError: the checkpoint cannot be read from here or is damaged, or the folder is not empty or cannot be
            written.
        NotFoundError: there is no such run.
    """
    run, checkpoint = client.run(point.run_id), find_checkpoint(client, point)
    provenance = _provenance(client, run.id, checkpoint)
    card = model_card(run, checkpoint.step, client.evaluations(run.id).evaluations, provenance)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is not empty. Choose a new folder, or remove what is in it.")
    with _found(run, checkpoint, settings or Settings()) as found:
        source = _checked(found)
        try:
            with written_atomically(folder) as draft:
                shutil.copytree(source, draft, dirs_exist_ok=True)
                (draft / README).write_text(card, encoding="utf-8")
        except OSError as error:
            raise ExportError(
                f"The policy could not be copied from {source} to {folder}: {error}. Check that the checkpoint still "
                "exists and that the disk has enough space, or choose another folder."
            ) from error
    return checkpoint.step


def _provenance(client: Client, run_id: str, checkpoint: CheckpointView) -> Provenance | None:
    """Returns what produced a checkpoint: the latest attempt that had begun when it was saved."""
    begun = [row for row in client.attempts(run_id) if row.created_at <= checkpoint.created_at]
    return begun[-1].provenance if begun else None


@contextmanager
def _found(run: Run, checkpoint: CheckpointView, settings: Settings) -> Iterator[Path]:
    """Yields the folder of a checkpoint: where the worker wrote it, or a copy that lasts for the block."""
    folder = Path(checkpoint.path)
    is_here = (folder / POLICY).is_dir()
    if is_here and is_inside(folder / POLICY, settings.policy_roots):
        yield folder
        return
    if not (checkpoint.shared and settings.checkpoint_url):
        if is_here:
            raise ExportError(
                f"The checkpoint of step {checkpoint.step} is reported to be in {folder}, which is not inside "
                f"{', '.join(map(str, settings.policy_roots))}. If that is the home of the worker, set "
                "PARETOSCOPE_HOME to it; else add the folder to PARETOSCOPE_MODEL_ROOTS."
            )
        raise ExportError(
            f"The checkpoint of step {checkpoint.step} is in {folder} on the machine that trained the run (worker "
            f"{run.worker_id or 'unknown'}), and this machine cannot read it. Run the command there, or share the "
            "folder."
        )
    with TemporaryDirectory() as copies:
        copy, name = Path(copies) / "checkpoint", checkpoint_name(checkpoint.step)
        try:
            CheckpointStorage(settings.checkpoint_url).download(run.id, name, copy)
        except StorageError as error:
            raise ExportError(str(error)) from error
        yield copy


def _checked(folder: Path) -> Path:
    """Returns the policy's folder inside a checkpoint after checking that all its files have the right size."""
    try:
        sizes: dict[str, int] = json.loads((folder / FILES).read_text(encoding="utf-8"))
        wrong = [name for name, size in sizes.items() if _is_of_policy(name) and _size(folder / name) != size]
    except (OSError, ValueError, AttributeError) as error:
        raise ExportError(f"The checkpoint in {folder} cannot be read: {error}. Export another step.") from error
    if wrong:
        raise ExportError(
            f"The checkpoint in {folder} is damaged. These files are missing or have the wrong size: "
            f"{', '.join(wrong)}. Export another step."
        )
    return folder / POLICY


def _is_of_policy(name: str) -> bool:
    return name.startswith(f"{POLICY}/")


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
