"""What the live streams share: how an event is made and where a client continues. FastAPI does framing and pings."""

from typing import Annotated, Any

import orjson
from fastapi import Depends, Header, Query
from fastapi.sse import ServerSentEvent

RETRY = ServerSentEvent(retry=1000)
"""The first event of a stream: how many milliseconds a browser waits before it connects again."""
MAX_CURSOR = 2**62


def event(name: str, cursor: int, data: Any) -> ServerSentEvent:
    """Returns one event. A client that reconnects sends ``cursor`` back to continue after it.

    The data become JSON here, so that a thread can do it, once for all clients of a run.
    """
    return ServerSentEvent(event=name, id=str(cursor), raw_data=orjson.dumps(data).decode())


async def read_cursor(
    header: Annotated[
        str | None,
        Header(alias="Last-Event-ID", description="`id` of the last event seen; browsers send it by themselves."),
    ] = None,
    query: Annotated[
        str | None, Query(alias="last_event_id", description="The same, for clients that cannot set headers.")
    ] = None,
) -> int | None:
    """Returns the cursor of the last event that a client has seen, or None if it has seen none.

    The header counts, as a browser that reconnects sends it beside the query of the first connection. A cursor that
    cannot be read stands for one that no row has reached: the client is told to fetch everything again.
    """
    text = header or query
    if not text:
        return None
    return min(int(text), MAX_CURSOR) if text.isascii() and text.isdigit() and len(text) < 20 else MAX_CURSOR


LastCursor = Annotated[int | None, Depends(read_cursor)]
