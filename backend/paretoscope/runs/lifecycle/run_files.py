"""Deletes the files of deleted runs here and in the shared storage. Workers delete those on other disks."""

import logging
import shutil

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.checkpoint_storage import CheckpointStorage, StorageError
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.server_models import DeletedRunRow

AT_ONCE = 5

logger = logging.getLogger(__name__)


def remove_files_left(database: Database, settings: Settings) -> None:
    """Deletes the files of deleted runs. If a storage is not available, its files are deleted the next time."""
    with database.read() as session:
        query = select(DeletedRunRow.run_id).where(DeletedRunRow.files_left.is_(True))
        run_ids = session.scalars(query.order_by(DeletedRunRow.deleted_at).limit(AT_ONCE)).all()
    for run_id in run_ids:
        if remove_files(run_id, settings):
            with database.write() as session:
                session.get_one(DeletedRunRow, run_id).files_left = False


def remove_files(run_id: str, settings: Settings) -> bool:
    """Deletes the files of a run. Returns whether all of them are gone."""
    shutil.rmtree(settings.runs_folder / run_id, ignore_errors=True)
    if settings.checkpoint_url:
        try:
            CheckpointStorage(settings.checkpoint_url).delete_run(run_id)
        except StorageError as error:
            logger.warning("Files of the deleted run %s are left: %s", run_id, error)
            return False
    return True


def deleted_among(session: Session, run_ids: list[str]) -> list[str]:
    """Returns which of the given runs have been deleted, so that a worker can delete its files of them."""
    return list(session.scalars(select(DeletedRunRow.run_id).where(DeletedRunRow.run_id.in_(run_ids))))
