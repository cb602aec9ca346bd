"""Reads the body of a request, within limits of size, time and memory."""

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import Response
from starlette.types import Message, Receive

from paretoscope.api.http.bodies_in_flight import MEBIBYTE, Share
from paretoscope.api.http.problems import problem

MAX_BODY = MEBIBYTE
MAX_RECORDS_BODY = 32 * MEBIBYTE
QUICK_SECONDS = 1.0
"""A body that takes longer to arrive needs one of the places of slow bodies."""
LEAST_BYTES_PER_SECOND = 64 * 1024
"""Large bodies may take longer, as long as they come at this rate."""
RETRY_SECONDS = 2


class BodyRefusedError(Exception):
    """The body is not taken; ``response`` says why."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class DisconnectedError(Exception):
    """The client went away before all of the body had arrived, so nobody waits for an answer."""


class BodyReader:
    """Reads one body.

    Args:
        receive: the connection.
        limit: largest size in bytes.
        share: the request's share of the room for bodies.
        seconds: time for the body to arrive; large ones get more.
    """

    def __init__(self, receive: Receive, limit: int, share: Share, seconds: float) -> None:
        self._receive, self._limit, self._share = receive, limit, share
        self._seconds = seconds
        self._size = 0
        self._started = asyncio.get_running_loop().time()

    async def read(self) -> bytes:
        """Returns the body.

        Raises:
            BodyRefusedError: it is too large or too slow, or there is no room for it.
            DisconnectedError: the client went away.
        """
        body = bytearray()
        async for part in self._parts():
            if not self._share.take(len(part)):
                del body
                self._share.release()
                await self._skip_rest()
                raise BodyRefusedError(_no_room())
            body += part
        self._share.end_slow()
        return bytes(body)

    async def _skip_rest(self) -> None:
        """Drops what still comes. A client that has sent all of its body reads the answer, others may not."""
        async for _ in self._parts():
            pass

    async def _parts(self) -> AsyncIterator[bytes]:
        more = True
        while more:
            message = await self._next()
            if message["type"] == "http.disconnect":
                raise DisconnectedError
            part: bytes = message.get("body", b"")
            more = message.get("more_body", False)
            self._size += len(part)
            if self._size > self._limit:
                raise BodyRefusedError(too_large(self._limit))
            yield part

    async def _next(self) -> Message:
        if not self._share.is_slow:
            try:
                async with asyncio.timeout_at(self._started + QUICK_SECONDS):
                    return await self._receive()
            except TimeoutError:
                if not self._share.become_slow():
                    raise BodyRefusedError(_too_many_slow()) from None
        try:
            async with asyncio.timeout_at(self._started + self._seconds + self._size / LEAST_BYTES_PER_SECOND):
                return await self._receive()
        except TimeoutError:
            raise BodyRefusedError(_too_slow(self._seconds)) from None


def too_large(limit: int) -> Response:
    """Returns the answer to a body of more than ``limit`` bytes."""
    return problem(
        413,
        "The body is too large",
        f"It has more than the {limit // MEBIBYTE} MiB that are taken here.",
        "Send the records in smaller batches." if limit == MAX_RECORDS_BODY else "Send less text.",
        headers={"Connection": "close"},
    )


def _no_room() -> Response:
    return problem(
        503,
        "The server has too much to read",
        "The bodies of other requests take all the memory that there is for them; nothing was changed.",
        "Send it again in a few seconds, or in smaller parts. PARETOSCOPE_BODIES_MIB sets the limit.",
        headers={"Retry-After": str(RETRY_SECONDS)},
    )


def _too_many_slow() -> Response:
    return problem(
        503,
        "Too many bodies are on their way",
        f"The body had not arrived after {QUICK_SECONDS:g} s, and as many slow requests as the server takes at once "
        "wait for theirs; nothing was changed.",
        "Send it again in a few seconds. PARETOSCOPE_SLOW_BODIES sets the limit.",
        headers={"Retry-After": str(RETRY_SECONDS), "Connection": "close"},
    )


def _too_slow(seconds: float) -> Response:
    return problem(
        408,
        "The body came too slowly",
        f"It must arrive within {seconds:g} s, and one second more for each {LEAST_BYTES_PER_SECOND // 1024} KiB; "
        "nothing was changed.",
        "Send it again, in smaller parts if the connection is slow. PARETOSCOPE_BODY_SECONDS sets the limit.",
        headers={"Connection": "close"},
    )
