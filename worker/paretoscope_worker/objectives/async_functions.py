"""Runs async reward functions: all in one event loop, so that they may keep clients and locks from call to call."""

import asyncio
import threading
from collections.abc import Awaitable
from functools import cache
from typing import TypeVar

Result = TypeVar("Result")


def wait_for(awaitable: Awaitable[Result]) -> Result:
    """Runs an awaitable to its end in the loop of this process and returns its result, or raises what it raised."""
    result, error = asyncio.run_coroutine_threadsafe(_outcome(awaitable), _loop()).result()
    if error is not None:
        raise error
    return result[0]


async def _outcome(awaitable: Awaitable[Result]) -> tuple[list[Result], BaseException | None]:
    """Keeps what the awaitable raises: `SystemExit` would end the loop for all later calls."""
    try:
        return [await awaitable], None
    except (Exception, SystemExit) as error:
        return [], error


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="async-rewards", daemon=True).start()
    return loop
