"""Clients that watch the same run at the same place share one read of the database."""

import asyncio
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool

Answer = TypeVar("Answer")


class SingleFlight:
    """Reads that are in progress."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, asyncio.Task[Any]] = {}

    async def join(self, key: Hashable, read: Callable[[], Answer]) -> Answer:
        """Calls ``read`` in a thread and returns its result. Callers that ask for the same key meanwhile share it."""
        task: asyncio.Task[Answer] | None = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(run_in_threadpool(read))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(task)
