"""The queue between server and workers. A Celery message carries only the id of a run.

A message is a hint; the state of the job is in the database. The server searches for lost messages and sends them
again, and a worker with a duplicate message finds the run already claimed. Messages are therefore acknowledged on
receipt.
"""

import logging
from typing import Any

from celery import Celery

from paretoscope.folder_broker import folder_options
from paretoscope.processes.private_files import private_folder
from paretoscope.settings import FOLDER_BROKER, Settings

TASK_NAME = "paretoscope.run_training"
QUEUE_NAME = "paretoscope"

logger = logging.getLogger(__name__)


def create_celery(settings: Settings) -> Celery:
    """Creates the Celery app that server and workers share.

    The worker registers its task under ``TASK_NAME``. There is no connection to the broker before the first message.
    """
    app = Celery("paretoscope")
    app.conf.update(
        broker_url=settings.broker_url,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=4.0,
        task_default_queue=QUEUE_NAME,
        task_ignore_result=True,
        task_acks_late=False,
        task_serializer="json",
        accept_content=["json"],
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        **_transport(settings),
    )
    return app


def enqueue(app: Celery, run_id: str) -> bool:
    """Tells the workers that a run is queued. It must be called after the run's row is committed.

    Returns:
        Whether the broker accepted the message. If not, the search for lost messages sends it again.
    """
    try:
        app.send_task(TASK_NAME, args=[run_id], retry=False)
    except Exception as error:  # each transport has its own errors
        logger.warning("The message for run %s could not be sent: %s. It is sent again later.", run_id, error)
        return False
    return True


def broker_problem(app: Celery) -> str | None:
    """Returns why the broker cannot be reached; None if it can."""
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=2, interval_start=0)
    except Exception as error:  # each transport has its own errors
        return f"{type(error).__name__}: {error}"
    return None


def _transport(settings: Settings) -> dict[str, Any]:
    if settings.broker_url.startswith(FOLDER_BROKER):
        private_folder(settings.home)
        return {
            "broker_transport": "paretoscope.folder_broker:FolderTransport",
            "broker_transport_options": folder_options(settings.broker_folder),
        }
    return {"broker_transport_options": {"socket_connect_timeout": 4.0}}
