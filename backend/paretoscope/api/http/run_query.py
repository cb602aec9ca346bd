"""Query parameters that choose the runs of a list."""

from typing import Annotated, Literal

from fastapi import Depends, Query

from paretoscope.runs.read.listing import RunFilter
from paretoscope.runs.read.query.grammar import MAX_LENGTH
from paretoscope.schema.control import RunStatus
from paretoscope.schema.tags import MAX_TAGS, Tag

Archived = Literal["false", "true", "any"]
_ARCHIVED = {"false": False, "true": True, "any": None}


def chosen_runs(
    *,
    status: Annotated[
        list[RunStatus] | None,
        Query(description="Status of the runs; may be repeated. If left out, all runs are listed.", max_length=10),
    ] = None,
    sweep: Annotated[
        str | None, Query(description="Id of a sweep; if left out, runs of all sweeps and of none.", max_length=100)
    ] = None,
    search: Annotated[
        str, Query(description="Text in name, notes, method or id; case does not matter.", max_length=200)
    ] = "",
    parent: Annotated[str | None, Query(description="Id of a run; only its forks are listed.", max_length=32)] = None,
    run_ids: Annotated[
        list[str] | None,
        Query(alias="run", description="Id of a run; may be repeated. Only these runs are listed.", max_length=300),
    ] = None,
    tags: Annotated[
        list[Tag] | None,
        Query(
            alias="tag",
            description="A tag; may be repeated. Only runs that have all of these tags are listed.",
            max_length=MAX_TAGS,
        ),
    ] = None,
    query: Annotated[
        str,
        Query(
            alias="q",
            description="A query that the runs match, such as `objective.accuracy > 0.8 and not tag = draft`. "
            "`GET /api/query-names` lists what it may compare.",
            max_length=MAX_LENGTH,
        ),
    ] = "",
    archived: Annotated[
        Archived | None,
        Query(
            description="Whether archived runs are listed: `true` for these alone, `any` for all runs. If left out, "
            "`any` for runs that are named by `run`, else `false`."
        ),
    ] = None,
) -> RunFilter:
    """Returns the conditions for the runs of a list."""
    return RunFilter(
        statuses=status or (),
        run_ids=run_ids or (),
        search=search,
        parent=parent,
        sweep_id=sweep,
        tags=tags or (),
        query=query,
        archived=_ARCHIVED[archived or ("any" if run_ids else "false")],
    )


ChosenRuns = Annotated[RunFilter, Depends(chosen_runs)]
