"""Sends hints that rows have changed, between the threads of a server and over Redis between servers.

A hint wakes the watchers of a run, which then read the changes from the rows. A lost hint only costs a second, because
versions are also compared once per second. Several hints wake a watcher only once, so a slow watcher takes no memory.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import redis
from redis.asyncio import Redis as AsyncRedis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import func, select
from starlette.concurrency import run_in_threadpool

from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow
from paretoscope.store.server_models import DeletedRunRow

ALL_RUNS = "*"
CHANNEL = "paretoscope:live"
POLL_SECONDS = 1.0
RETRY_SECONDS = 2.0

logger = logging.getLogger(__name__)


class Live:
    """The watchers of runs in this process."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.generation = 0
        """Number that each hint increases. A read that began at an earlier number may lack the change of the hint."""
        self.ending = False
        """Whether the server is shutting down, so that watchers must stop."""
        self._database = database
        self._watchers: dict[str, set[asyncio.Event]] = {}
        self._states: dict[str, Any] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._redis = RedisHints(settings.broker_url) if settings.broker_url.startswith("redis") else None

    def publish(self, run_id: str) -> None:
        """Sends a hint that a run has changed. It can be called from any thread, after the commit."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, run_id)
        if self._redis is not None:
            self._redis.publish(run_id)

    @contextmanager
    def watch(self, run_id: str = ALL_RUNS) -> Iterator[asyncio.Event]:
        """Yields an event that is set when the run, or any run, has changed. The watcher must clear it."""
        event = asyncio.Event()
        self._watchers.setdefault(run_id, set()).add(event)
        try:
            yield event
        finally:
            self._watchers[run_id].discard(event)
            if not self._watchers[run_id]:
                del self._watchers[run_id]
                self._states.pop(run_id, None)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Delivers hints until the block ends."""
        self._loop = asyncio.get_running_loop()
        tasks = [asyncio.create_task(_repeat(self._compare_versions, POLL_SECONDS))]
        if self._redis is not None:
            redis_hints = self._redis
            tasks.append(asyncio.create_task(_repeat(lambda: redis_hints.listen(self._wake), RETRY_SECONDS)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._loop = None

    def end(self) -> None:
        """Wakes all watchers so that they stop. It can be called from any thread."""
        self.ending = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        for watched in tuple(self._watchers):
            self._set(watched)

    def _wake(self, run_id: str) -> None:
        self.generation += 1
        for watched in (run_id, ALL_RUNS):
            self._set(watched)

    def _set(self, watched: str) -> None:
        for event in self._watchers.get(watched, ()):
            event.set()

    async def _compare_versions(self) -> None:
        if not self._watchers:
            return
        states = await run_in_threadpool(self._read_states, sorted(self._watchers))
        for watched, state in states.items():
            if self._states.get(watched) != state:
                self._states[watched] = state
                self.generation += 1
                self._set(watched)

    def _read_states(self, watched: Sequence[str]) -> dict[str, Any]:
        with self._database.read() as session:
            query = select(RunRow.id, RunRow.version).where(RunRow.id.in_(watched))
            versions = {run_id: version for run_id, version in session.execute(query)}  # noqa: C416 - typed rows
            states: dict[str, Any] = {run_id: versions.get(run_id) for run_id in watched}
            if ALL_RUNS in states:
                states[ALL_RUNS] = (
                    session.scalar(select(func.max(RunRow.updated_at))),
                    session.scalar(select(func.max(DeletedRunRow.deleted_at))),
                )
        return states


class RedisHints:
    """Hints between servers over Redis. If Redis is away, they are lost, but versions are still compared."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = redis.Redis.from_url(
            url, socket_timeout=1.0, socket_connect_timeout=1.0, retry=Retry(NoBackoff(), 0)
        )
        self._try_again_at = 0.0

    def publish(self, run_id: str) -> None:
        """Sends a hint to all servers; pauses for a while after a failure, so that requests do not wait for Redis."""
        if time.monotonic() < self._try_again_at:
            return
        try:
            self._client.publish(CHANNEL, run_id)
        except redis.RedisError as error:
            self._try_again_at = time.monotonic() + RETRY_SECONDS
            logger.warning("A hint could not be sent to Redis: %s", error)

    async def listen(self, wake: Callable[[str], None]) -> None:
        """Receives the hints of all servers until the connection breaks."""
        async with AsyncRedis.from_url(self._url) as client, client.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            async for message in subscription.listen():
                if message["type"] == "message":
                    wake(message["data"].decode())


async def _repeat(act: Callable[[], Awaitable[None]], pause_seconds: float) -> None:
    while True:
        try:
            await act()
        except Exception as error:  # an error here must not stop the server
            logger.warning("Live hints are interrupted: %s: %s", type(error).__name__, error)
        await asyncio.sleep(pause_seconds)
