"""Runs that Paretoscope shows but does not train, for notebooks, scripts and other trainers."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from paretoscope.client.client import Client
from paretoscope.client.errors import ConflictError, NotFoundError, UnreachableError
from paretoscope.client.failure import describe
from paretoscope.client.reporter import RunReporter
from paretoscope.processes.private_files import private_folder
from paretoscope.schema.control import Finish
from paretoscope.schema.run_config import RunConfig
from paretoscope.settings import Settings

CLOSE_SECONDS = 60.0
RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


@contextmanager
def report_run(config: RunConfig | Mapping[str, Any], settings: Settings | None = None) -> Iterator[RunReporter]:
    """Creates a run that the ``with`` block trains itself, and yields its reporter.

    The run ends as completed, or as stopped if somebody asked it to stop, which ``reporter.stop_requested`` tells. If
    the block raises, the run ends as failed and the exception is raised again. If the server goes away, records wait on
    disk under ``home`` until it is back; at the end of the block they wait for up to a minute.

    Args:
        config: run config that the page shows; its objectives name the charts.
        settings: server, token and home. If left out, they are read from the environment.

    Raises:
        UnreachableError: the server does not answer when the run is created, or for a minute after the block ends.
        RefusedError: the config is invalid.
    """
    settings = settings or Settings()
    private_folder(settings.home)
    with Client(settings.server_url, settings.token) as client:
        run = client.create_run(config, external=True)
        spool = settings.runs_folder / run.id / "spool"
        reporter = RunReporter(run.id, max(1, run.attempt), spool, settings.server_url, settings.token)
        finish = Finish(attempt=max(1, run.attempt), outcome="completed")
        try:
            yield reporter
        except BaseException as error:
            finish = finish.model_copy(update={"outcome": "failed", "error": describe(error)})
            raise
        else:
            if reporter.stop_requested:
                finish = finish.model_copy(update={"outcome": "stopped"})
        finally:
            reporter.close(CLOSE_SECONDS)
            _finish(client, run.id, finish)


def _finish(client: Client, run_id: str, finish: Finish) -> None:
    """Ends the run. A run that somebody has stopped for good or deleted meanwhile is no fault of the training."""
    deadline = time.monotonic() + CLOSE_SECONDS
    while True:
        try:
            client.finish(run_id, finish)
        except UnreachableError:
            if time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)
        except (ConflictError, NotFoundError) as error:
            logger.warning("The end of run %s was not stored: %s", run_id, error)
            return
        else:
            return
