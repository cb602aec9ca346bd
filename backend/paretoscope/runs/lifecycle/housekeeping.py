"""Looks every few seconds for silent workers, silent external runs and lost messages."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from paretoscope.runs.lifecycle.external import lose_run, silent_runs
from paretoscope.runs.lifecycle.leases import expire_lease, expired_runs
from paretoscope.runs.lifecycle.run_files import remove_files_left
from paretoscope.runs.lifecycle.workers import forget_workers, free_slots
from paretoscope.runs.read.queue import claimable
from paretoscope.runs.refusals import NotFoundError
from paretoscope.runs.rows import lock_run
from paretoscope.schema.control import FINAL_STATUSES
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.merging import compact
from paretoscope.store.models import RunRow

FIRST_WAIT_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 300.0
COMPACT_AFTER = timedelta(minutes=1)
COMPACT_AT_ONCE = 5

logger = logging.getLogger(__name__)


class Sweeper:
    """Sweeps in a thread of its own until it is stopped.

    A server that was down, or a machine that slept, has received nothing in the meantime. After such a gap, every lease
    gets one more full period before it expires.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        enqueue: Callable[[str], object],
        publish: Callable[[str], None],
        also: Callable[[], None] = lambda: None,
    ) -> None:
        """Args: `also` is done in each sweep too."""
        self._settings = settings
        self._database = database
        self._enqueue = enqueue
        self._publish = publish
        self._also = also
        self._listening_since = self._last_sweep = datetime.now(UTC)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)
        self._remover = threading.Thread()

    def start(self) -> None:
        """Starts the thread. Leases count from now on."""
        self._listening_since = self._last_sweep = datetime.now(UTC)
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread."""
        self._stopping.set()
        self._thread.join(timeout=10)
        if self._remover.is_alive():
            self._remover.join(timeout=10)

    def sweep(self, now: datetime) -> None:
        """Does everything that is due at the given time."""
        self._note_gap(now)
        listened = (now - self._listening_since).total_seconds()
        if listened >= self._settings.lease_seconds:
            self.expire_leases(now)
        if listened >= self._settings.external_lease_seconds:
            self.lose_silent_runs(now)
        self.send_lost_messages(now)
        self._also()
        self.tidy(now)
        self._remove_files()

    def expire_leases(self, now: datetime) -> None:
        """Takes runs from workers that fell silent and queues them again."""
        with self._database.read() as session:
            run_ids = expired_runs(session, now)
        for run_id in run_ids:
            try:
                with self._database.write() as session:
                    expired = expire_lease(session, run_id, self._settings, now)
                    queued = expired and lock_run(session, run_id).status == "queued"
            except NotFoundError:
                continue
            if expired:
                self._publish(run_id)
            if queued:
                self._enqueue(run_id)

    def lose_silent_runs(self, now: datetime) -> None:
        """Marks external runs of which nothing is heard as lost."""
        with self._database.read() as session:
            run_ids = silent_runs(session, self._settings, now)
        for run_id in run_ids:
            try:
                with self._database.write() as session:
                    lost = lose_run(session, run_id, self._settings, now)
            except NotFoundError:
                continue
            if lost:
                self._publish(run_id)

    def send_lost_messages(self, now: datetime) -> None:
        """Sends the message of a queued run again if a worker is free and none has claimed the run."""
        with self._database.write() as session:
            lost = _lost_runs(session, self._settings, now)
        for run_id in lost:
            self._enqueue(run_id)

    def tidy(self, now: datetime) -> None:
        """Forgets old workers, and merges the blocks of runs that no longer report."""
        with self._database.write() as session:
            forget_workers(session, now)
            for run in session.scalars(
                select(RunRow)
                .where(RunRow.compacted.is_(False), RunRow.status.in_(FINAL_STATUSES))
                .where(RunRow.updated_at < now - COMPACT_AFTER)
                .limit(COMPACT_AT_ONCE)
            ).all():
                compact(session, run.id)
                run.compacted = True

    def _remove_files(self) -> None:
        """Deletes the files of deleted runs in a separate thread, because a storage may be slow."""
        if not self._remover.is_alive():
            arguments = (self._database, self._settings)
            self._remover = threading.Thread(target=remove_files_left, args=arguments, name="remover", daemon=True)
            self._remover.start()

    def _run(self) -> None:
        while not self._stopping.wait(self._settings.sweep_seconds):
            try:
                self.sweep(datetime.now(UTC))
            except Exception:
                logger.exception("A sweep failed; the next one comes in %g s.", self._settings.sweep_seconds)

    def _note_gap(self, now: datetime) -> None:
        longest = self._settings.sweep_seconds + self._settings.lease_seconds / 2
        if now - self._last_sweep > timedelta(seconds=longest):
            self._listening_since = now
        self._last_sweep = now


def wait_seconds(times_sent: int) -> float:
    """Returns the seconds after which a message counts as lost. They grow each time it is sent again."""
    return float(min(FIRST_WAIT_SECONDS * 2 ** min(times_sent - 1, 10), LONGEST_WAIT_SECONDS))


def _lost_runs(session: Session, settings: Settings, now: datetime) -> list[str]:
    """Records and returns the next queued runs whose messages must be sent again, at most one per free slot."""
    free = free_slots(session, settings.lease_seconds, now)
    if free == 0:
        return []
    queued = session.scalars(claimable(select(RunRow)).limit(free).with_for_update(of=RunRow))
    lost = [run for run in queued if run.enqueued_at is None or _waited(run, now) >= wait_seconds(run.enqueue_count)]
    for run in lost:
        run.enqueued_at, run.enqueue_count = now, run.enqueue_count + 1
    return [run.id for run in lost]


def _waited(run: RunRow, now: datetime) -> float:
    return (now - run.enqueued_at).total_seconds() if run.enqueued_at else float("inf")
