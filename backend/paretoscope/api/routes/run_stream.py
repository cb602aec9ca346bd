"""The live stream of one run: subscribe, replay what came after the client's cursor, then forward."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import RunId, UsesServices
from paretoscope.api.http.responses import described_problems
from paretoscope.api.http.server_sent import HEARTBEAT, RETRY, event, read_cursor, stream
from paretoscope.api.http.services import Services
from paretoscope.runs.read.changes import Changes, changes_after
from paretoscope.runs.rows import find_run
from paretoscope.store.blocks import Points, numbers

HEARTBEAT_SECONDS = 10.0
PAUSE_SECONDS = 0.05

router = APIRouter(prefix="/api/runs", tags=["live"])

LastEventIdHeader = Annotated[
    str | None,
    Header(alias="Last-Event-ID", description="`id` of the last event seen; browsers send it by themselves."),
]
LastEventIdQuery = Annotated[str | None, Query(description="The same, for clients that cannot set headers.")]


@router.get(
    "/{run_id}/stream",
    summary="Watch a run",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events: `run`, `metrics`, `evaluation`, `event`, `completions`, `reset`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": examples.RUN_STREAM}},
        },
        **described_problems(404),
    },
)
async def get_run_stream(
    run_id: RunId,
    services: UsesServices,
    header: LastEventIdHeader = None,
    last_event_id: LastEventIdQuery = None,
) -> StreamingResponse:
    """Streams what changes about a run, for as long as the client listens.

    Every event has an `id`; a client that comes back with it as `Last-Event-ID` gets what it missed. Without it, the
    run comes at once and then only what is new: open the stream first, then GET what there is, and merge by step, as a
    step that comes again replaces the earlier. `reset` says that all points after its step are void: GET them again.
    """
    version = await run_in_threadpool(_version, services, run_id)
    cursor = read_cursor(header, last_event_id)
    return stream(_events(services, run_id, version if cursor is None else cursor))


def _version(services: Services, run_id: str) -> int:
    with services.database.read() as session:
        return find_run(session, run_id).version


async def _events(services: Services, run_id: str, cursor: int) -> AsyncIterator[bytes]:
    yield RETRY
    with services.live.watch(run_id) as changed:
        greeted = False
        while not services.live.ending:
            changed.clear()
            read = await services.flights.join(
                (run_id, cursor, services.live.generation), partial(_read, services, run_id, cursor)
            )
            if read is None:
                yield event("removed", cursor, {"id": run_id})
                return
            version, text = read
            if version != cursor or not greeted:
                yield text
            cursor, greeted = version, True
            await asyncio.sleep(PAUSE_SECONDS)
            async for heartbeat in wait_for_hint(changed):
                yield heartbeat


async def wait_for_hint(changed: asyncio.Event) -> AsyncIterator[bytes]:
    """Waits until something changed, and gives a heartbeat to send whenever that takes long."""
    while not changed.is_set():
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                await changed.wait()
        except TimeoutError:
            yield HEARTBEAT


def _read(services: Services, run_id: str, cursor: int) -> tuple[int, bytes] | None:
    with services.database.read() as session:
        changes = changes_after(session, run_id, cursor, datetime.now(UTC))
    return None if changes is None else (changes.version, render(changes, cursor))


def render(changes: Changes, seen: int) -> bytes:
    """Writes changes as events. Only the last one carries the new cursor: a client cut off before it gets all again."""
    told: list[tuple[str, Any]] = []
    if changes.reset_step is not None:
        told.append(("reset", {"step": changes.reset_step}))
    if changes.metrics:
        told.append(("metrics", {"series": {key: _points(points) for key, points in changes.metrics.items()}}))
    told += [("evaluation", evaluation.model_dump(mode="json")) for evaluation in changes.evaluations]
    told += [("completions", {"step": step, "split": split}) for step, split in changes.completions]
    told += [("event", happened.model_dump(mode="json")) for happened in changes.events]
    last = event("run", changes.version, changes.run.model_dump(mode="json"))
    return b"".join(event(name, min(seen, changes.version), data) for name, data in told) + last


def _points(points: Points) -> dict[str, Any]:
    return {"steps": points.steps.tolist(), "values": numbers(points.values)}
