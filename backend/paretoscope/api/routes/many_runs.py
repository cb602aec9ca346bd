"""Changes of several runs at once, and the tags that runs have."""

from typing import Self

from fastapi import APIRouter, BackgroundTasks
from pydantic import BaseModel, ConfigDict, Field, model_validator

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import Now, UsesServices
from paretoscope.api.http.responses import answers, writes
from paretoscope.runs.lifecycle.labelling import archive_runs, change_tags
from paretoscope.runs.lifecycle.many import delete_runs, retry_runs, stop_runs
from paretoscope.runs.lifecycle.run_files import remove_files_left
from paretoscope.runs.read.tags import list_tags
from paretoscope.schema.answers.tags import ChangedRuns, TagsAnswer
from paretoscope.schema.base import refuse
from paretoscope.schema.reevaluation import RunIdText
from paretoscope.schema.tags import Tags

MAX_RUNS = 1000

router = APIRouter(prefix="/api", tags=["runs"])


class ManyRuns(BaseModel):
    """Several runs. Either all of them are changed, or none."""

    model_config = ConfigDict(
        extra="forbid", use_attribute_docstrings=True, json_schema_extra={"examples": [{"runs": [examples.RUN_ID]}]}
    )

    runs: list[RunIdText] = Field(min_length=1, max_length=MAX_RUNS)
    """Ids of the runs."""


class TagRuns(ManyRuns):
    """Tags to add to several runs, and tags to remove from them."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"runs": [examples.RUN_ID], "add": ["paper"]}]})

    add: Tags = Field(default_factory=list)
    """Tags to add. Runs that have them already keep them."""
    remove: Tags = Field(default_factory=list)
    """Tags to remove. Runs that do not have them stay without them."""

    @model_validator(mode="after")
    def _tags_are_given(self) -> Self:
        if not self.add and not self.remove:
            refuse("add", "No tag is given. Give tags to add or to remove.")
        return self


class ArchiveRuns(ManyRuns):
    """Whether several runs are archived."""

    archived: bool = True
    """Whether lists leave the runs out; false takes them back."""


@router.get("/tags", summary="List tags", responses=answers(examples.TAGS))
def get_tags(services: UsesServices) -> TagsAnswer:
    """Lists the tags that runs have, those of most runs first. Archived runs do not count."""
    with services.database.read() as session:
        return list_tags(session)


@router.post("/runs/tags", summary="Tag several runs", responses=writes(examples.CHANGED_RUNS, 404))
def post_tags(body: TagRuns, background: BackgroundTasks, services: UsesServices, now: Now) -> ChangedRuns:
    """Adds tags to several runs and removes others. An event of each run keeps its tags from before."""
    with services.database.write() as session:
        changed = change_tags(session, body.runs, body.add, body.remove, now)
    services.announce(background, changed=changed)
    return ChangedRuns(runs=changed)


@router.post("/runs/archive", summary="Archive several runs", responses=writes(examples.CHANGED_RUNS, 404))
def post_archive(body: ArchiveRuns, background: BackgroundTasks, services: UsesServices, now: Now) -> ChangedRuns:
    """Archives several runs, so that lists leave them out, or takes them back. Archived runs stay as they are."""
    with services.database.write() as session:
        changed = archive_runs(session, body.runs, archived=body.archived, now=now)
    services.announce(background, changed=changed)
    return ChangedRuns(runs=changed)


@router.post("/runs/stop", summary="Stop several runs", responses=writes(examples.CHANGED_RUNS, 404))
def post_stop_runs(body: ManyRuns, background: BackgroundTasks, services: UsesServices, now: Now) -> ChangedRuns:
    """Asks several runs to save a checkpoint and stop. Runs that have ended do not change."""
    with services.database.write() as session:
        changed = stop_runs(session, body.runs, now)
    services.announce(background, changed=changed)
    return ChangedRuns(runs=changed)


@router.post("/runs/retry", summary="Retry several runs", responses=writes(examples.CHANGED_RUNS, 404, 409))
def post_retry_runs(body: ManyRuns, background: BackgroundTasks, services: UsesServices, now: Now) -> ChangedRuns:
    """Queues several failed or crashed runs again. 409 names a run that has not failed; then none is queued."""
    with services.database.write() as session:
        changed = retry_runs(session, body.runs, now)
    services.announce(background, changed=changed, queued=changed)
    return ChangedRuns(runs=changed)


@router.post("/runs/delete", summary="Delete several runs", responses=writes(examples.CHANGED_RUNS, 404, 409))
def post_delete_runs(body: ManyRuns, background: BackgroundTasks, services: UsesServices, now: Now) -> ChangedRuns:
    """Deletes several runs, everything they reported, and their files. 409 names a run that still trains."""
    with services.database.write() as session:
        changed = delete_runs(session, body.runs, now)
    services.announce(background, changed=changed)
    background.add_task(remove_files_left, services.database, services.settings)
    return ChangedRuns(runs=changed)
