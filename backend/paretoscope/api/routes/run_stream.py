"""The live stream of one run, which sends the changes after the client's cursor and then every new change."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import RunId, UsesServices
from paretoscope.api.http.event_stream import RETRY, LastCursor, event
from paretoscope.api.http.responses import described_problems
from paretoscope.api.http.services import Services
from paretoscope.runs.read.changes import Changes, changes_after
from paretoscope.runs.rows import find_run
from paretoscope.store.blocks import Points, numbers

PAUSE_SECONDS = 0.05

router = APIRouter(prefix="/api/runs", tags=["live"])


def get_version(run_id: RunId, services: UsesServices) -> int:
    """Returns the version of a run.

    Raises:
        NotFoundError: there is no such run.
    """
    with services.database.read() as session:
        return find_run(session, run_id).version


@router.get(
    "/{run_id}/stream",
    summary="Watch a run",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Server-sent events: `run`, `metrics`, `evaluation`, `event`, `completions`, `reset`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": examples.RUN_STREAM}},
        },
        **described_problems(404),
    },
)
async def get_run_stream(
    run_id: RunId, services: UsesServices, version: Annotated[int, Depends(get_version)], last_cursor: LastCursor
) -> AsyncIterator[ServerSentEvent]:
    """Streams the changes of a run for as long as the client listens.

    Every event has an `id`. A client that reconnects with it as `Last-Event-ID` gets everything that it missed. Without
    it, the stream sends the run at once, and then only changes. Open the stream first, then GET the earlier data, and
    merge them by step; a later value of a step replaces an earlier one. `reset` means that all points after its step
    are void and must be requested again.
    """
    yield RETRY
    cursor, greeted = version if last_cursor is None else last_cursor, False
    with services.live.watch(run_id) as changed:
        while not services.live.ending:
            changed.clear()
            read = await services.single_flight.join(
                (run_id, cursor, services.live.generation), partial(_read, services, run_id, cursor)
            )
            if read is None:
                yield event("removed", cursor, {"id": run_id})
                return
            version, events = read
            if version != cursor or not greeted:
                for one in events:
                    yield one
            cursor, greeted = version, True
            await asyncio.sleep(PAUSE_SECONDS)
            await changed.wait()


def _read(services: Services, run_id: str, cursor: int) -> tuple[int, list[ServerSentEvent]] | None:
    with services.database.read() as session:
        changes = changes_after(session, run_id, cursor, datetime.now(UTC))
    return None if changes is None else (changes.version, render(changes, cursor))


def render(changes: Changes, seen: int) -> list[ServerSentEvent]:
    """Returns changes as events. Only the last has the new cursor, so a client that missed one gets all again."""
    told: list[tuple[str, Any]] = []
    if changes.reset_step is not None:
        told.append(("reset", {"step": changes.reset_step}))
    if changes.metrics:
        told.append(("metrics", {"series": {key: _points(points) for key, points in changes.metrics.items()}}))
    told += [("evaluation", evaluation.model_dump(mode="json")) for evaluation in changes.evaluations]
    told += [("completions", {"step": step, "split": split}) for step, split in changes.completions]
    told += [("event", happened.model_dump(mode="json")) for happened in changes.events]
    last = event("run", changes.version, changes.run.model_dump(mode="json"))
    return [*(event(name, min(seen, changes.version), data) for name, data in told), last]


def _points(points: Points) -> dict[str, Any]:
    return {"steps": points.steps.tolist(), "values": numbers(points.values)}
