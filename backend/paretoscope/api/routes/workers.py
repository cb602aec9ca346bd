"""Workers: registration, heartbeats and lists."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, UsesServices
from paretoscope.api.http.responses import answers, writes
from paretoscope.runs.lifecycle.choosing import next_run
from paretoscope.runs.lifecycle.run_files import deleted_among
from paretoscope.runs.lifecycle.workers import describe_worker, hear_of_worker, list_workers, register_worker
from paretoscope.schema.answers.worker import DeletedRuns, NextRun, WorkersAnswer, WorkerView
from paretoscope.schema.control import WorkerHeartbeat, WorkerRegistration

router = APIRouter(prefix="/api/workers", tags=["workers"])

WELL = WorkerHeartbeat()
WorkerId = Annotated[str, Path(description="Id of the worker.", max_length=100)]


@router.post("", status_code=201, summary="Register a worker", responses=writes(examples.WORKER, status=201))
def post_worker(body: WorkerRegistration, services: UsesServices, now: Now) -> WorkerView:
    """Registers a worker process with the number of runs that it can train at once."""
    with services.database.write() as session:
        row = register_worker(session, body, now)
        return describe_worker(row, [], services.settings.lease_seconds, now)


@router.post("/{worker_id}/heartbeat", summary="Worker is alive", responses=writes(examples.WORKER, 404))
def post_worker_heartbeat(
    worker_id: WorkerId, services: UsesServices, now: Now, body: WorkerHeartbeat = WELL
) -> WorkerView:
    """Records that a worker is alive. 404 means that it must register again."""
    with services.database.write() as session:
        row = hear_of_worker(session, worker_id, body.problem, now)
        return describe_worker(row, [], services.settings.lease_seconds, now)


@router.get("/deleted-runs", summary="List deleted runs", responses=answers(examples.DELETED_RUNS))
def get_deleted_runs(
    services: UsesServices,
    run: Annotated[list[str], Query(description="Ids of runs; may be repeated.", min_length=1, max_length=100)],
) -> DeletedRuns:
    """Returns which of the given runs have been deleted, so that a worker can delete their files.

    Ids that this server has never known are not returned.
    """
    with services.database.read() as session:
        return DeletedRuns(run_ids=deleted_among(session, run))


@router.get("/{worker_id}/next-run", summary="Get the next run", responses=answers(examples.NEXT_RUN, 404))
def get_next_run(
    worker_id: WorkerId,
    services: UsesServices,
    now: Now,
    left: Annotated[
        list[str] | None,
        Query(description="Id of a run that the worker leaves to others; may be repeated.", max_length=200),
    ] = None,
) -> NextRun:
    """Returns the first run of the queue that a worker may claim: by priority, then cell by cell, then by age.

    A message only says that some run is queued, so a worker asks this before it claims one. Runs of paused sweeps, and
    runs that wait for another worker with their checkpoint, are passed over.
    """
    with services.database.read() as session:
        return next_run(session, worker_id, frozenset(left or ()), services.settings, now)


@router.get("", summary="List workers", responses=answers(examples.WORKERS))
def get_workers(services: UsesServices, now: Now) -> WorkersAnswer:
    """Lists the workers that have sent a heartbeat within a day."""
    with services.database.read() as session:
        return list_workers(session, services.settings.lease_seconds, now)
