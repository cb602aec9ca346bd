"""The live stream of all runs, which sends each run that changes and the ids of deleted runs."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, UsesServices
from paretoscope.api.http.event_stream import RETRY, LastCursor, event
from paretoscope.api.http.responses import described_problems
from paretoscope.api.http.services import Services
from paretoscope.runs.read.recent import Recent, recent_changes

OVERLAP = timedelta(seconds=5)
"""Time before the cursor that is read again, because transactions may commit in another order than their times."""
PAUSE_SECONDS = 0.5
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

router = APIRouter(prefix="/api", tags=["live"])


@router.get(
    "/stream",
    summary="Watch all runs",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Server-sent events: `run` with a whole run, `removed` with the id of a deleted run.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": examples.ALL_RUNS_STREAM}},
        },
        **described_problems(),
    },
)
async def get_stream(services: UsesServices, now: Now, last_cursor: LastCursor) -> AsyncIterator[ServerSentEvent]:
    """Streams runs as they change. Open the stream first, then GET /api/runs; a later copy of a run replaces it.

    With `Last-Event-ID`, the runs that have changed since then come first, but at most the last 500.
    """
    yield RETRY
    since = now if last_cursor is None else min(_moment(last_cursor), now)
    told: set[tuple[str, object]] = set()
    with services.live.watch() as changed:
        while not services.live.ending:
            changed.clear()
            recent = await services.single_flight.join(
                ("all runs", since, services.live.generation), partial(_read, services, since - OVERLAP)
            )
            since = max(since, recent.newest or since)
            events, told = _render(recent, told, _cursor(since))
            for one in events:
                yield one
            await asyncio.sleep(PAUSE_SECONDS)
            await changed.wait()


def _read(services: Services, since: datetime) -> Recent:
    with services.database.read() as session:
        return recent_changes(session, since, datetime.now(UTC))


def _render(
    recent: Recent, told: set[tuple[str, object]], cursor: int
) -> tuple[list[ServerSentEvent], set[tuple[str, object]]]:
    """Returns events with the changes that the client has not received, and all changes that it then has received."""
    parts: dict[tuple[str, object], ServerSentEvent] = {}
    for version, run in recent.runs:
        if (run.id, version) not in told:
            parts[run.id, version] = event("run", cursor, run.model_dump(mode="json"))
    for moment, run_id in recent.removed:
        if (run_id, moment) not in told:
            parts[run_id, moment] = event("removed", cursor, {"id": run_id})
    known: set[tuple[str, object]] = {(run.id, version) for version, run in recent.runs}
    known |= {(run_id, moment) for moment, run_id in recent.removed}
    return list(parts.values()), known


def _cursor(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def _moment(cursor: int) -> datetime:
    try:
        return EPOCH + timedelta(microseconds=cursor)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
