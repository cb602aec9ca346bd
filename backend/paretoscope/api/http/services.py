"""The services that requests use: settings, database, queue and live hints. They are opened once per server."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from celery import Celery
from fastapi import BackgroundTasks
from starlette.concurrency import run_in_threadpool

from paretoscope.api.http.bodies_in_flight import MEBIBYTE, BodiesInFlight
from paretoscope.api.http.sign_in_limit import SignInLimit
from paretoscope.api.http.sign_ins import SignIns
from paretoscope.api.http.single_flight import SingleFlight
from paretoscope.api.http.stream_shutdown import before_signals
from paretoscope.live import Live
from paretoscope.processes.private_files import private_folder
from paretoscope.queue import broker_problem, create_celery, enqueue
from paretoscope.runs.lifecycle.housekeeping import Sweeper
from paretoscope.runs.read.points import PointsCache
from paretoscope.runs.refusals import NotFoundError
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.migrate import ensure_schema
from paretoscope.sweeps.support import advance, unfinished_supports

BROKER_CHECK_SECONDS = 5.0

logger = logging.getLogger(__name__)


@dataclass
class Services:
    """Everything that a request may need from the server."""

    settings: Settings
    database: Database
    live: Live
    celery: Celery
    schema_revision: str
    bodies: BodiesInFlight
    sign_ins: SignIns | None
    """Sessions of the page; None if the server has no token."""
    sign_in_limit: SignInLimit = field(default_factory=SignInLimit)
    single_flight: SingleFlight = field(default_factory=SingleFlight)
    large_batches: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, 1))
    """Only one large batch is read and stored at a time, because its records take several times its size in memory."""
    points: PointsCache = field(default_factory=PointsCache)
    _broker_problem: str | None = None
    _broker_checked_at: float = float("-inf")

    @classmethod
    def open(cls, settings: Settings) -> "Services":
        """Opens the database and the queue.

        Raises:
            SchemaError: the database's schema is not the one this version works with.
        """
        with suppress(OSError):  # a server of Postgres and Redis does not need the folder
            private_folder(settings.home)
        database = Database(settings.database_url)
        return cls(
            settings=settings,
            database=database,
            live=Live(settings, database),
            celery=create_celery(settings),
            schema_revision=ensure_schema(database),
            sign_ins=SignIns(database, settings.token) if settings.token else None,
            bodies=BodiesInFlight(settings.bodies_mib * MEBIBYTE, settings.slow_bodies),
        )

    def enqueue(self, run_id: str) -> None:
        """Tells the workers that a run is waiting."""
        enqueue(self.celery, run_id)

    def announce(self, background: BackgroundTasks, *, changed: Iterable[str], queued: Iterable[str] = ()) -> None:
        """Tells pages which runs have changed, and workers which are waiting, after the request is answered."""
        for run_id in changed:
            background.add_task(self.live.publish, run_id)
        for run_id in queued:
            background.add_task(self.enqueue, run_id)

    def advance_sweep(self, sweep_id: str) -> None:
        """Queues the next runs of a sweep that finds its preferences while runs finish."""
        now = datetime.now(UTC)
        try:
            queued = advance(self.database, sweep_id, self.settings, now)
        except NotFoundError:
            return
        except Exception:
            logger.exception("Sweep %s does not go on.", sweep_id)
            return
        for run_id in queued:
            self.live.publish(run_id)
            self.enqueue(run_id)

    def advance_sweeps(self) -> None:
        """Does so for all sweeps, in case a run ended in another way than by its worker."""
        with self.database.read() as session:
            sweep_ids = unfinished_supports(session)
        for sweep_id in sweep_ids:
            self.advance_sweep(sweep_id)

    def broker_problem(self) -> str | None:
        """Returns why the broker cannot be reached, or None. The answer is at most a few seconds old."""
        if time.monotonic() - self._broker_checked_at > BROKER_CHECK_SECONDS:
            self._broker_problem, self._broker_checked_at = broker_problem(self.celery), time.monotonic()
            if self._broker_problem:
                logger.warning("The broker cannot be reached: %s", self._broker_problem)
        return self._broker_problem

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Runs housekeeping and passes live hints on until the block ends, then closes everything."""
        sweeper = Sweeper(self.settings, self.database, self.enqueue, self.live.publish, self.advance_sweeps)
        sweeper.start()
        try:
            async with self.live.running():
                with before_signals(self.live.end):
                    yield
        finally:
            await run_in_threadpool(sweeper.stop)
            self.celery.close()
            self.database.close()
