"""Runs: create, fork, list, rename, stop, continue and delete them."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from paretoscope.api.http import examples
from paretoscope.api.http.configs import read_config
from paretoscope.api.http.dependencies import Now, RunId, UsesServices
from paretoscope.api.http.responses import answers, described_problems, writes
from paretoscope.api.http.run_query import ChosenRuns
from paretoscope.api.http.services import Services
from paretoscope.runs.lifecycle.allowed_paths import settle_paths
from paretoscope.runs.lifecycle.continuing import resume_run, retry_run
from paretoscope.runs.lifecycle.forking import forked_config
from paretoscope.runs.lifecycle.labelling import archive_runs, rename_run, set_tags
from paretoscope.runs.lifecycle.run_files import remove_files_left
from paretoscope.runs.lifecycle.transitions import (
    change_priority,
    create_run,
    delete_run,
    request_stop,
)
from paretoscope.runs.read.describing import describe_in_detail, describe_run
from paretoscope.runs.read.listing import Sort, list_runs
from paretoscope.runs.read.reading import read_log
from paretoscope.runs.rows import find_run
from paretoscope.schema.answers.run import Run, RunDetail, RunPage
from paretoscope.schema.run_config import MAX_NAME, RunConfig
from paretoscope.schema.sweeps import Priority
from paretoscope.schema.tags import Tags

MAX_NOTES = 20_000
MAX_STEPS = 1_000_000

router = APIRouter(prefix="/api/runs", tags=["runs"])


class CreateRun(BaseModel):
    """A run to create."""

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"examples": [{"config": examples.CONFIG}]},
    )

    config: RunConfig
    """The run config: what is trained, on which task, towards which objectives."""
    external: bool = False
    """Whether another program trains the run and only reports here; then no worker claims it."""
    priority: Priority = 0
    """Runs with a higher priority are claimed first."""
    tags: Tags = Field(default_factory=list)
    """Tags of the run, to find it by. They are no part of the config."""
    notes: str = Field(default="", max_length=MAX_NOTES)
    """Notes about the run, as free text."""


class ChangeRun(BaseModel):
    """Changes of a run that are possible at any time. Fields that are left out do not change."""

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"examples": [{"name": "gradient, second try", "notes": "Same seed, higher learning rate."}]},
    )

    name: str | None = Field(default=None, min_length=1, max_length=MAX_NAME)
    """Name of the run in tables and charts."""
    notes: str | None = Field(default=None, max_length=MAX_NOTES)
    """Notes about the run, as free text."""
    priority: Priority | None = None
    """Runs with a higher priority are claimed first."""
    tags: Tags | None = None
    """Tags of the run, which replace those it has."""
    archived: bool | None = None
    """Whether lists leave the run out."""


class ForkRun(BaseModel):
    """A new run that starts from the weights of another run's checkpoint."""

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"examples": [{"step": 75, "config": {"weighting": {"type": "fixed"}}}]},
    )

    step: int = Field(ge=0, le=MAX_STEPS)
    """Step of the checkpoint."""
    config: dict[str, Any] = Field(default_factory=dict, max_length=100)
    """Changes to the run's config. Sections are merged field by field, unless their `type` or `engine` changes."""


class ResumeRun(BaseModel):
    """How a run continues."""

    model_config = ConfigDict(
        extra="forbid", use_attribute_docstrings=True, json_schema_extra={"examples": [{"steps": 300}]}
    )

    steps: int | None = Field(default=None, ge=1, le=MAX_STEPS)
    """New value of `budget.steps`, which needs a constant learning rate. If left out, it does not change."""


RESUME_AS_IT_IS = ResumeRun()


@router.post("", status_code=201, summary="Create a run", responses=writes(examples.QUEUED_RUN, 409, status=201))
def post_run(body: CreateRun, response: Response, background: BackgroundTasks, services: UsesServices, now: Now) -> Run:
    """Creates a run and queues it for the next free worker. An invalid config is refused with all its errors."""
    config = settle_paths(body.config, services.settings)
    with services.database.write() as session:
        row = create_run(
            session,
            config,
            now,
            external=body.external,
            priority=body.priority,
            tags=body.tags,
            notes=body.notes,
        )
        run = describe_run(session, row, now)
    return _made(run, response, background, services)


@router.post(
    "/{run_id}/fork", status_code=201, summary="Fork a run", responses=writes(examples.FORKED_RUN, 404, 409, status=201)
)
def post_fork(
    run_id: RunId, body: ForkRun, *, response: Response, background: BackgroundTasks, services: UsesServices, now: Now
) -> Run:
    """Creates a run that starts from a checkpoint of a run that has ended, with a changed config, and queues it.

    Only the weights are taken; the state of the optimizer is not. The config is checked like that of a new run. 409
    means that the run has not ended or is trained elsewhere. 422 on `fork.step` lists the existing checkpoints.
    """
    with services.database.write() as session:
        config = settle_paths(read_config(forked_config(session, run_id, body.step, body.config)), services.settings)
        run = describe_run(session, create_run(session, config, now), now)
    return _made(run, response, background, services)


def _made(run: Run, response: Response, background: BackgroundTasks, services: Services) -> Run:
    """Announces a run that was just created, and returns it."""
    response.headers["Location"] = f"/api/runs/{run.id}"
    return _queued(run, background, services)


def _queued(run: Run, background: BackgroundTasks, services: Services) -> Run:
    """Announces a run to pages, and to workers if it is queued, and returns it."""
    services.live.publish(run.id)
    if run.status == "queued":
        background.add_task(services.enqueue, run.id)
    return run


@router.get("", summary="List runs", responses=answers(examples.RUN_PAGE))
def get_runs(
    *,
    services: UsesServices,
    now: Now,
    chosen: ChosenRuns,
    sort: Annotated[
        Sort, Query(description="Sort key; with a minus sign, the largest value comes first.")
    ] = "-created_at",
    limit: Annotated[int, Query(description="Runs per page.", ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the previous page.", max_length=2000)] = None,
    config: Annotated[
        bool, Query(description="Whether the runs carry their configs; a third of the answer is left without them.")
    ] = True,
) -> RunPage:
    """Lists runs, one page at a time.

    422 on `sort` means that the hypervolumes of these runs have different reference points or scales, so that an order
    by them would mean nothing.
    """
    with services.database.read() as session:
        return list_runs(session, chosen, sort, now, limit=limit, cursor=cursor, configs=config)


@router.get("/{run_id}", summary="Get a run", responses=answers(examples.RUN_DETAIL, 404))
def get_run(run_id: RunId, services: UsesServices, now: Now) -> RunDetail:
    """Returns a run and the end of its log."""
    with services.database.read() as session:
        return describe_in_detail(session, find_run(session, run_id), read_log(session, run_id), now)


@router.patch(
    "/{run_id}", summary="Change the name, notes, tags or priority of a run", responses=writes(examples.RUN, 404)
)
def patch_run(run_id: RunId, body: ChangeRun, services: UsesServices, now: Now) -> Run:
    """Changes the name, notes, tags and priority of a run, or archives it. An event keeps the old values."""
    with services.database.write() as session:
        row = rename_run(session, run_id, body.name, body.notes, now)
        if body.priority is not None:
            change_priority(session, run_id, body.priority, now)
        if body.tags is not None:
            set_tags(session, run_id, body.tags, now)
        if body.archived is not None:
            archive_runs(session, [run_id], archived=body.archived, now=now)
        run = describe_run(session, row, now)
    services.live.publish(run_id)
    return run


@router.delete("/{run_id}", status_code=204, summary="Delete a run", responses=described_problems(403, 404, 409))
def delete_run_by_id(run_id: RunId, background: BackgroundTasks, services: UsesServices, now: Now) -> None:
    """Deletes a run, everything it reported, and its files.

    Files on the server's disk and in the shared storage are deleted at once. Files on another disk are deleted when a
    worker with this disk learns that the run was deleted.
    """
    with services.database.write() as session:
        delete_run(session, run_id, now)
    services.live.publish(run_id)
    background.add_task(remove_files_left, services.database, services.settings)


@router.post("/{run_id}/stop", summary="Stop a run", responses=answers(examples.RUN, 403, 404))
def post_stop(run_id: RunId, services: UsesServices, now: Now) -> Run:
    """Asks a run to save a checkpoint and stop. A run that has ended does not change.

    A queued run stops at once, and so does a lost one. The program that trains an external run is told with its next
    heartbeat or batch of records.
    """
    with services.database.write() as session:
        run = describe_run(session, request_stop(session, run_id, now), now)
    services.live.publish(run_id)
    return run


@router.post("/{run_id}/resume", summary="Resume a run", responses=writes(examples.RESUMED_RUN, 404, 409))
def post_resume(
    run_id: RunId, services: UsesServices, background: BackgroundTasks, now: Now, body: ResumeRun = RESUME_AS_IT_IS
) -> Run:
    """Queues a stopped run again, so that it continues from its last checkpoint with all of its state.

    A completed run continues if `steps` is larger than before. 409 says why a run cannot continue.
    """
    with services.database.write() as session:
        run = describe_run(session, resume_run(session, run_id, body.steps, now), now)
    return _queued(run, background, services)


@router.post("/{run_id}/retry", summary="Retry a run", responses=answers(examples.RESUMED_RUN, 403, 404, 409))
def post_retry(run_id: RunId, services: UsesServices, background: BackgroundTasks, now: Now) -> Run:
    """Queues a failed or crashed run again. It continues from its last checkpoint, or starts over if it has none."""
    with services.database.write() as session:
        run = describe_run(session, retry_run(session, run_id, now), now)
    return _queued(run, background, services)
