"""Hints between threads and between servers; and that none of them is ever needed."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paretoscope.live import Live
from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow

from .run_configs import run_config


@pytest.fixture
def database(sqlite_url: str) -> Database:
    """An empty SQLite database."""
    return Database(sqlite_url)


@pytest.fixture
def run_id(database: Database) -> str:
    """A run to watch."""
    with database.write() as session:
        return create_run(session, run_config(), datetime.now(UTC)).id


@asynccontextmanager
async def running(database: Database, count: int = 1, broker_url: str = "filesystem://") -> AsyncIterator[list[Live]]:
    settings = Settings(home=Path("/nowhere"), broker_url=broker_url)
    lives = [Live(settings, database) for _ in range(count)]
    async with AsyncExitStack() as stack:
        for live in lives:
            await stack.enter_async_context(live.running())
        await asyncio.sleep(0.3)
        yield lives


async def seconds_until(event: asyncio.Event, patience: float = 5.0) -> float:
    started = time.monotonic()
    async with asyncio.timeout(patience):
        await event.wait()
    return time.monotonic() - started


def change(database: Database, run_id: str) -> None:
    with database.write() as session:
        session.get_one(RunRow, run_id).version += 1


def test_a_hint_from_a_thread_wakes_those_who_watch_the_run_and_those_who_watch_all(
    database: Database, run_id: str
) -> None:
    async def check() -> None:
        async with running(database) as [live]:
            with live.watch(run_id) as one, live.watch() as every, live.watch("another") as other:
                await asyncio.sleep(1.2)
                for event in (one, every, other):
                    event.clear()
                await asyncio.to_thread(live.publish, run_id)
                assert await seconds_until(one) < 0.2
                assert await seconds_until(every) < 0.2
                assert not other.is_set()

    asyncio.run(check())


def test_many_hints_wake_a_slow_watcher_once(database: Database, run_id: str) -> None:
    async def check() -> None:
        async with running(database) as [live]:
            with live.watch(run_id) as event:
                for _ in range(10_000):
                    live.publish(run_id)
                await asyncio.sleep(1.2)
                assert event.is_set()
                event.clear()
                await asyncio.sleep(1.2)
                assert not event.is_set()

    asyncio.run(check())


def test_a_change_without_a_hint_is_noticed_within_a_second_or_two(database: Database, run_id: str) -> None:
    async def check() -> None:
        async with running(database) as [live]:
            with live.watch(run_id) as event:
                await asyncio.sleep(1.2)
                event.clear()
                await asyncio.to_thread(change, database, run_id)
                assert await seconds_until(event) < 2.5

    asyncio.run(check())


def test_over_redis_a_hint_reaches_other_servers(database: Database, run_id: str, redis_url: str) -> None:
    async def check() -> None:
        async with running(database, 2, redis_url) as [first, second]:
            with second.watch(run_id) as event:
                await asyncio.sleep(1.2)
                event.clear()
                await asyncio.to_thread(first.publish, run_id)
                assert await seconds_until(event) < 0.5

    asyncio.run(check())


def test_without_redis_publishing_costs_next_to_nothing_and_changes_are_still_noticed(
    database: Database, run_id: str
) -> None:
    async def check() -> None:
        async with running(database, 1, "redis://127.0.0.1:1/0") as [live]:
            with live.watch(run_id) as event:
                await asyncio.sleep(1.2)
                event.clear()
                started = time.monotonic()
                for _ in range(100):
                    await asyncio.to_thread(live.publish, run_id)
                assert time.monotonic() - started < 1.5
                assert await seconds_until(event) < 2.5

    asyncio.run(check())


def test_a_watcher_that_leaves_is_forgotten(database: Database, run_id: str) -> None:
    live = Live(Settings(home=Path("/nowhere")), database)
    with live.watch(run_id), live.watch(run_id):
        pass

    assert live._watchers == {}
