"""Events, checkpoints and attempts of a run."""

from typing import Annotated

from fastapi import APIRouter, Query

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import RunId, UsesServices
from paretoscope.api.http.responses import answers
from paretoscope.runs.read.reading import read_attempts, read_checkpoints, read_events
from paretoscope.runs.rows import find_run
from paretoscope.schema.answers.attempt import AttemptsAnswer
from paretoscope.schema.answers.checkpoint import CheckpointsAnswer
from paretoscope.schema.answers.event import EventsAnswer

router = APIRouter(prefix="/api/runs", tags=["events"])


@router.get("/{run_id}/events", summary="List events", responses=answers(examples.EVENTS, 404))
def get_events(
    run_id: RunId,
    services: UsesServices,
    after: Annotated[int, Query(description="Only events with a greater id.", ge=0, le=2**53)] = 0,
    limit: Annotated[
        int, Query(description="Largest number of events; the newest are returned.", ge=1, le=5000)
    ] = 1000,
) -> EventsAnswer:
    """Lists the events of a run, which its trainer or the server has reported."""
    with services.database.read() as session:
        find_run(session, run_id)
        return EventsAnswer(events=read_events(session, run_id, after, limit))


@router.get("/{run_id}/checkpoints", summary="List checkpoints", responses=answers(examples.CHECKPOINTS, 404))
def get_checkpoints(run_id: RunId, services: UsesServices) -> CheckpointsAnswer:
    """Lists the checkpoints of a run. Those that newer ones replaced are marked as deleted."""
    with services.database.read() as session:
        find_run(session, run_id)
        return CheckpointsAnswer(checkpoints=read_checkpoints(session, run_id))


@router.get("/{run_id}/attempts", summary="List attempts", responses=answers(examples.ATTEMPTS, 404))
def get_attempts(run_id: RunId, services: UsesServices) -> AttemptsAnswer:
    """Lists the attempts at a run with what produced their results: code, libraries, machine and data."""
    with services.database.read() as session:
        find_run(session, run_id)
        return AttemptsAnswer(attempts=read_attempts(session, run_id))
