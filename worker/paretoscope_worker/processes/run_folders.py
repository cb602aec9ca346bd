"""Folders of runs that were deleted on the server, on the disk of this worker."""

import logging
import re
import shutil
from collections.abc import Collection
from pathlib import Path

from paretoscope.client.client import Client

RUN_ID = re.compile(r"[0-9a-z]{12}")
AT_ONCE = 100
"""Runs that the server is asked about at once."""

logger = logging.getLogger(__name__)


def remove_deleted_runs(folder: Path, client: Client, in_use: Collection[str] = ()) -> list[str]:
    """Deletes the folders of runs of which the server knows that they were deleted, and returns their ids.

    A run that the server has never known is left alone: it may be another server's.

    Args:
        folder: folder of the runs.
        client: the server.
        in_use: runs that are left alone.

    Raises:
        ClientError: the server does not answer.
    """
    if not folder.is_dir():
        return []
    run_ids = sorted(path.name for path in folder.iterdir() if RUN_ID.fullmatch(path.name) and path.name not in in_use)
    deleted: list[str] = []
    for start in range(0, len(run_ids), AT_ONCE):
        deleted += client.deleted_runs(run_ids[start : start + AT_ONCE])
    for run_id in deleted:
        logger.warning("Run %s was deleted, and so is its folder here.", run_id)
        shutil.rmtree(folder / run_id, ignore_errors=True)
    return deleted
