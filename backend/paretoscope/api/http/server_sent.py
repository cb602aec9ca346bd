"""Server-sent events: their text, and the answer that streams them."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
from fastapi.responses import StreamingResponse

HEARTBEAT = b": heartbeat\n\n"
RETRY = b"retry: 1000\n\n"
MAX_CURSOR = 2**62


def event(name: str, cursor: int, data: Any) -> bytes:
    """Writes one event; ``cursor`` is what a client sends back to go on after it."""
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (cursor, name.encode(), orjson.dumps(data))


def stream(events: AsyncIterator[bytes]) -> StreamingResponse:
    """Makes the answer; proxies are told not to hold events back."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


def read_cursor(header: str | None, query: str | None) -> int | None:
    """Returns where a client was.

    The header counts, as a browser that reconnects sends it beside the query of the first connection. A cursor that
    cannot be read stands for one that no row has reached: the client is told to fetch everything again.
    """
    text = header or query
    if not text:
        return None
    return min(int(text), MAX_CURSOR) if text.isascii() and text.isdigit() and len(text) < 20 else MAX_CURSOR
