"""Hints between threads and between servers; and that none of them is ever needed."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paretoscope import live as live_module
from paretoscope.live import Live, RedisHints
from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.settings import Settings
from paretoscope.store.database import Database
from paretoscope.store.models import RunRow

from .run_configs import run_config

PATIENCE_SECONDS = 60.0


@pytest.fixture
def database(sqlite_url: str) -> Database:
    """An empty SQLite database."""
    return Database(sqlite_url)


@pytest.fixture
def run_id(database: Database) -> str:
    """A run to watch."""
    with database.write() as session:
        return create_run(session, run_config(), datetime.now(UTC)).id


@pytest.fixture
def only_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions are compared once, at the start, when nobody watches yet: hints alone wake."""
    monkeypatch.setattr(live_module, "POLL_SECONDS", 3600.0)


@pytest.fixture
def quick_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions are compared twenty times a second."""
    monkeypatch.setattr(live_module, "POLL_SECONDS", 0.05)


@asynccontextmanager
async def running(database: Database, count: int = 1, broker_url: str = "filesystem://") -> AsyncIterator[list[Live]]:
    settings = Settings(home=Path("/nowhere"), broker_url=broker_url)
    lives = [Live(settings, database) for _ in range(count)]
    async with AsyncExitStack() as stack:
        for live in lives:
            await stack.enter_async_context(live.running())
        await asyncio.sleep(0)
        yield lives


async def woken(event: asyncio.Event, patience_seconds: float = PATIENCE_SECONDS) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(patience_seconds):
            await event.wait()
    return event.is_set()


def change(database: Database, run_id: str) -> None:
    with database.write() as session:
        session.get_one(RunRow, run_id).version += 1


@pytest.mark.usefixtures("only_hints")
def test_a_hint_from_a_thread_wakes_those_who_watch_the_run_and_those_who_watch_all(
    database: Database, run_id: str
) -> None:
    async def check() -> None:
        async with running(database) as [live]:
            with live.watch(run_id) as one, live.watch() as every, live.watch("another") as other:
                await asyncio.to_thread(live.publish, run_id)
                assert await woken(one)
                assert await woken(every)
                assert not other.is_set()

    asyncio.run(check())


@pytest.mark.usefixtures("only_hints")
def test_many_hints_wake_a_slow_watcher_once(database: Database, run_id: str) -> None:
    async def check() -> None:
        async with running(database) as [live]:
            with live.watch(run_id) as event:
                for _ in range(10_000):
                    live.publish(run_id)
                assert await woken(event)
                event.clear()
                assert not await woken(event, patience_seconds=0.3)

    asyncio.run(check())


@pytest.mark.usefixtures("quick_comparisons")
def test_a_change_without_a_hint_is_noticed_all_the_same(database: Database, run_id: str) -> None:
    async def check() -> None:
        async with running(database) as [live]:
            with live.watch(run_id) as event:
                assert await woken(event), "what a new watcher missed"
                event.clear()
                assert not await woken(event, patience_seconds=0.3)
                await asyncio.to_thread(change, database, run_id)
                assert await woken(event)

    asyncio.run(check())


@pytest.mark.usefixtures("only_hints")
def test_over_redis_a_hint_reaches_other_servers(database: Database, run_id: str, redis_url: str) -> None:
    async def check() -> None:
        async with running(database, 2, redis_url) as [first, second]:
            with second.watch(run_id) as event:
                # Redis forgets what nobody listens to yet.
                for _ in range(100):
                    await asyncio.to_thread(first.publish, run_id)
                    if await woken(event, patience_seconds=0.2):
                        break
                assert event.is_set()

    asyncio.run(check())


def test_while_redis_is_away_one_hint_in_a_while_tries_to_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "RETRY_SECONDS", 3600.0)
    with socket.create_server(("127.0.0.1", 0)) as refusing:
        refusing.settimeout(0.3)
        hints = RedisHints(f"redis://127.0.0.1:{refusing.getsockname()[1]}/0")
        publishing = threading.Thread(target=lambda: [hints.publish("run") for _ in range(100)])
        publishing.start()
        tried = 0
        while publishing.is_alive() or not tried:
            with suppress(TimeoutError):
                refusing.accept()[0].close()
                tried += 1

    assert tried == 1


@pytest.mark.usefixtures("quick_comparisons")
def test_without_redis_changes_are_still_noticed(database: Database, run_id: str) -> None:
    async def check() -> None:
        async with running(database, 1, "redis://127.0.0.1:1/0") as [live]:
            with live.watch(run_id) as event:
                assert await woken(event), "what a new watcher missed"
                event.clear()
                await asyncio.to_thread(change, database, run_id)
                await asyncio.to_thread(live.publish, run_id)
                assert await woken(event)

    asyncio.run(check())


def test_a_watcher_that_leaves_is_forgotten(database: Database, run_id: str) -> None:
    live = Live(Settings(home=Path("/nowhere")), database)
    with live.watch(run_id), live.watch(run_id):
        pass

    assert live._watchers == {}
