"""Runs: create, list, rename, stop and delete them."""

import shutil
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, RunId, UsesServices
from paretoscope.api.http.responses import answers, described_problems, writes
from paretoscope.runs.lifecycle.allowed_paths import settle_paths
from paretoscope.runs.lifecycle.transitions import create_run, delete_run, rename_run, request_stop
from paretoscope.runs.read.describing import describe, describe_in_detail
from paretoscope.runs.read.listing import RunFilter, Sort, list_runs
from paretoscope.runs.read.reading import read_log
from paretoscope.runs.rows import find_run
from paretoscope.schema.answers.run import Run, RunDetail, RunPage
from paretoscope.schema.control import RunStatus
from paretoscope.schema.run_config import MAX_NAME, RunConfig

MAX_NOTES = 20_000

router = APIRouter(prefix="/api/runs", tags=["runs"])


class CreateRun(BaseModel):
    """A run to create."""

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"examples": [{"config": examples.CONFIG}]},
    )

    config: RunConfig
    """What is trained, on what, towards which objectives."""
    external: bool = False
    """The run is trained by another program, which reports here; no worker claims it."""


class ChangeRun(BaseModel):
    """What a person can change about a run at any time. Fields that are left out stay as they are."""

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"examples": [{"name": "gradient, second try", "notes": "Same seed, higher learning rate."}]},
    )

    name: str | None = Field(default=None, min_length=1, max_length=MAX_NAME)
    """Shown in tables and charts."""
    notes: str | None = Field(default=None, max_length=MAX_NOTES)
    """Whatever is worth writing down."""


@router.post("", status_code=201, summary="Make a run", responses=writes(examples.QUEUED_RUN, status=201))
def post_run(body: CreateRun, response: Response, background: BackgroundTasks, services: UsesServices, now: Now) -> Run:
    """Creates a run and queues it for the next free worker. An invalid config is refused with all its errors."""
    config = settle_paths(body.config, services.settings)
    with services.database.write() as session:
        run = describe(create_run(session, config, now, external=body.external), now)
    services.live.publish(run.id)
    if not body.external:
        background.add_task(services.enqueue, run.id)
    response.headers["Location"] = f"/api/runs/{run.id}"
    return run


@router.get("", summary="List runs", responses=answers(examples.RUN_PAGE))
def get_runs(
    *,
    services: UsesServices,
    now: Now,
    status: Annotated[list[RunStatus] | None, Query(description="Only these; may be repeated.", max_length=10)] = None,
    search: Annotated[str, Query(description="Part of name, notes, method or id, in any case.", max_length=200)] = "",
    sort: Annotated[Sort, Query(description="Sort key; a minus sign puts the greatest first.")] = "-created_at",
    limit: Annotated[int, Query(description="Runs on a page.", ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the page before.", max_length=2000)] = None,
) -> RunPage:
    """Lists runs, one page at a time."""
    with services.database.read() as session:
        return list_runs(session, RunFilter(status or (), search), sort, now, limit=limit, cursor=cursor)


@router.get("/{run_id}", summary="Get a run", responses=answers(examples.RUN_DETAIL, 404))
def get_run(run_id: RunId, services: UsesServices, now: Now) -> RunDetail:
    """Returns a run and the end of its log."""
    with services.database.read() as session:
        return describe_in_detail(find_run(session, run_id), read_log(session, run_id), now)


@router.patch("/{run_id}", summary="Rename a run or change its notes", responses=writes(examples.RUN, 404))
def patch_run(run_id: RunId, body: ChangeRun, services: UsesServices, now: Now) -> Run:
    """Changes the name and the notes of a run. An event keeps the old values."""
    with services.database.write() as session:
        run = describe(rename_run(session, run_id, body.name, body.notes, now), now)
    services.live.publish(run_id)
    return run


@router.delete("/{run_id}", status_code=204, summary="Delete a run", responses=described_problems(403, 404, 409))
def delete_run_by_id(run_id: RunId, services: UsesServices, now: Now) -> None:
    """Deletes a run, everything it reported, and its folder under the server's home with all checkpoints."""
    with services.database.write() as session:
        delete_run(session, run_id, now)
    services.live.publish(run_id)
    shutil.rmtree(services.settings.runs_folder / run_id, ignore_errors=True)


@router.post("/{run_id}/stop", summary="Stop a run", responses=answers(examples.RUN, 403, 404))
def post_stop(run_id: RunId, services: UsesServices, now: Now) -> Run:
    """Asks a run to save a checkpoint and stop. A queued run stops at once. A run that has ended does not change."""
    with services.database.write() as session:
        run = describe(request_stop(session, run_id, now), now)
    services.live.publish(run_id)
    return run
