"""Deletes the folders of deleted runs from the disk of this worker."""

import logging
import re
import shutil
from collections.abc import Collection
from pathlib import Path

from paretoscope.client.client import Client

RUN_ID = re.compile(r"[0-9a-z]{12}")
AT_ONCE = 100
"""Number of runs per request to the server."""

logger = logging.getLogger(__name__)


def remove_deleted_runs(folder: Path, client: Client, in_use: Collection[str] = ()) -> list[str]:
    """Deletes the folders of runs that were deleted on the server, and returns their ids.

    Folders of runs that the server has never known are kept, because they may belong to another server.

    Args:
        folder: folder of the runs.
        client: the server.
        in_use: runs whose folders are kept.

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
        logger.warning("Run %s was deleted on the server, so its folder here is deleted too.", run_id)
        shutil.rmtree(folder / run_id, ignore_errors=True)
    return deleted
