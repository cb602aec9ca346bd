"""Sweeps: create, plan, list, change, extend, stop, retry and delete them."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Path, Query, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, UsesServices
from paretoscope.api.http.responses import answers, described_problems, writes
from paretoscope.runs.lifecycle.run_files import remove_files_left
from paretoscope.schema.answers.sweep import Sweep, SweepPlan, SweepsAnswer
from paretoscope.schema.sweeps import MAX_RUNS, SweepChanges, SweepExtension, SweepRequest
from paretoscope.sweeps.controlling import change_sweep, delete_sweep, retry_sweep, stop_sweep
from paretoscope.sweeps.creating import create_sweep
from paretoscope.sweeps.extending import extend_sweep
from paretoscope.sweeps.planning import plan_sweep, sources_of
from paretoscope.sweeps.reading import list_sweeps, plan_answer, read_sweep
from paretoscope.sweeps.rows import find_sweep

router = APIRouter(prefix="/api/sweeps", tags=["sweeps"])

SweepId = Annotated[str, Path(description="Id of the sweep.", max_length=100)]
DryRun = Annotated[bool, Query(description="Whether to only check the sweep and say what it would create.")]


@router.post(
    "",
    status_code=201,
    response_model=Sweep,
    summary="Create a sweep",
    responses={
        **writes(examples.SWEEP, 409, status=201),
        200: {"model": SweepPlan, "description": "What would be created.", "content": examples.PLAN_CONTENT},
    },
)
def post_sweep(
    body: SweepRequest,
    *,
    response: Response,
    background: BackgroundTasks,
    services: UsesServices,
    now: Now,
    dry_run: DryRun = False,
) -> Sweep | Response:
    """Creates a sweep with all its runs, or nothing: one wrong config refuses the whole, naming its cell and field.

    With `dry_run=true`, nothing is created. The answer is then what would be, with an estimate from runs like these.
    """
    lease_seconds = services.settings.lease_seconds
    cells = plan_sweep(body, services.settings)
    if dry_run:
        with services.database.read() as session:
            sources_of(session, cells)
            plan = plan_answer(session, cells, body.all_seeds, lease_seconds, now)
        return Response(plan.model_dump_json(), 200, media_type="application/json")
    with services.database.write() as session:
        sweep = read_sweep(session, create_sweep(session, body, cells, now), lease_seconds, now)
    response.headers["Location"] = f"/api/sweeps/{sweep.id}"
    services.announce(background, changed=sweep.runs, queued=sweep.runs)
    return sweep


@router.get("", summary="List sweeps", responses=answers(examples.SWEEPS))
def get_sweeps(services: UsesServices, now: Now) -> SweepsAnswer:
    """Lists all sweeps, the newest first."""
    with services.database.read() as session:
        return list_sweeps(session, services.settings.lease_seconds, now)


@router.get("/{sweep_id}", summary="Get a sweep", responses=answers(examples.SWEEP, 404))
def get_sweep(sweep_id: SweepId, services: UsesServices, now: Now) -> Sweep:
    """Returns a sweep with its cells and the ids of its runs."""
    with services.database.read() as session:
        return read_sweep(session, find_sweep(session, sweep_id), services.settings.lease_seconds, now)


@router.patch("/{sweep_id}", summary="Change a sweep", responses=writes(examples.SWEEP, 404))
def patch_sweep(
    sweep_id: SweepId, body: SweepChanges, background: BackgroundTasks, services: UsesServices, now: Now
) -> Sweep:
    """Changes name, notes or priority of a sweep, or pauses or continues it.

    While a sweep is paused, its queued runs are not claimed. Runs that are training go on.
    """
    with services.database.write() as session:
        queued = change_sweep(session, sweep_id, body, now)
        sweep = read_sweep(session, find_sweep(session, sweep_id), services.settings.lease_seconds, now)
    services.announce(background, changed=sweep.runs, queued=queued)
    return sweep


@router.post("/{sweep_id}/extend", summary="Extend a sweep", responses=writes(examples.SWEEP, 404, 409))
def post_extend(
    sweep_id: SweepId, body: SweepExtension, background: BackgroundTasks, services: UsesServices, now: Now
) -> Sweep:
    """Adds seeds, values, cells or draws to a sweep. Its cells and runs so far stay as they are."""
    with services.database.write() as session:
        try:
            row, runs = extend_sweep(session, sweep_id, body, services.settings, now)
        except ValidationError as error:
            raise _invalid(error) from error
        sweep = read_sweep(session, row, services.settings.lease_seconds, now)
    ids = [run.id for run in runs]
    services.announce(background, changed=ids, queued=ids)
    return sweep


@router.post("/{sweep_id}/stop", summary="Stop a sweep", responses=answers(examples.SWEEP, 403, 404))
def post_stop_sweep(sweep_id: SweepId, background: BackgroundTasks, services: UsesServices, now: Now) -> Sweep:
    """Asks all runs of a sweep to stop. Queued runs stop at once; runs that have ended do not change."""
    with services.database.write() as session:
        stopped = stop_sweep(session, sweep_id, now)
        sweep = read_sweep(session, find_sweep(session, sweep_id), services.settings.lease_seconds, now)
    services.announce(background, changed=stopped)
    return sweep


@router.post("/{sweep_id}/retry", summary="Retry a sweep", responses=answers(examples.SWEEP, 403, 404))
def post_retry_sweep(
    sweep_id: SweepId,
    background: BackgroundTasks,
    services: UsesServices,
    now: Now,
    cell: Annotated[
        int | None,
        Query(description="Index of a cell; only its runs are retried. If left out, all.", ge=0, le=MAX_RUNS),
    ] = None,
) -> Sweep:
    """Queues the failed and crashed runs of a sweep again. They continue from their last checkpoints or start over."""
    with services.database.write() as session:
        queued = retry_sweep(session, sweep_id, now, cell)
        sweep = read_sweep(session, find_sweep(session, sweep_id), services.settings.lease_seconds, now)
    services.announce(background, changed=queued, queued=queued)
    return sweep


@router.delete("/{sweep_id}", status_code=204, summary="Delete a sweep", responses=described_problems(403, 404, 409))
def delete_sweep_by_id(
    sweep_id: SweepId,
    background: BackgroundTasks,
    services: UsesServices,
    now: Now,
    runs: Annotated[bool, Query(description="Whether to delete its runs too; else they go on without it.")] = False,
) -> None:
    """Deletes a sweep, with its runs or without.

    409 means that runs which are to be deleted still train, or that queued runs are to stay while only the paused sweep
    holds them back. Stop them first, delete them too, or continue the sweep.
    """
    with services.database.write() as session:
        changed = delete_sweep(session, sweep_id, with_runs=runs, now=now)
    services.announce(background, changed=changed)
    if runs:
        background.add_task(remove_files_left, services.database, services.settings)


def _invalid(error: ValidationError) -> RequestValidationError:
    found: Sequence[object] = error.errors(include_url=False, include_input=False)
    return RequestValidationError(found)
