"""The list of runs in groups, the fields by which they can be grouped, and the names that queries compare."""

from typing import Annotated

from fastapi import APIRouter, Query

from paretoscope.api.http import examples
from paretoscope.api.http.comparison_query import MAX_BY
from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.responses import answers
from paretoscope.api.http.run_query import ChosenRuns
from paretoscope.runs.read.listed_groups import GroupListing, GroupSort, list_groups
from paretoscope.runs.read.query.completion import list_names
from paretoscope.runs.read.run_fields import list_fields
from paretoscope.schema.answers.query import QueryNames
from paretoscope.schema.answers.run_groups import RunFields, RunGroupsPage

router = APIRouter(prefix="/api", tags=["runs"])


@router.get("/run-groups", summary="List runs in groups", responses=answers(examples.RUN_GROUPS))
def get_run_groups(
    *,
    services: UsesServices,
    chosen: ChosenRuns,
    by: Annotated[
        list[str],
        Query(
            description="`sweep`, `preference`, `tag` or a field of the run config such as `weighting.type`; may be "
            "repeated. `tag` groups runs with the same tags. "
            "`replicates` alone groups runs that differ only in name and seed.",
            min_length=1,
            max_length=MAX_BY,
        ),
    ],
    sort: Annotated[
        GroupSort, Query(description="Sort key; with a minus sign, the largest value comes first.")
    ] = "-created_at",
    limit: Annotated[int, Query(description="Groups per page.", ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the previous page.", max_length=2000)] = None,
) -> RunGroupsPage:
    """Lists runs in groups with their number, statuses and means, one page of groups at a time.

    A group has all matching runs, and its means are over those that have a value. Sorted by `created_at`, the group
    with the newest run comes last. 422 on `sort` means that the hypervolumes have different reference points or scales.
    """
    with services.database.read() as session:
        return list_groups(session, GroupListing(chosen, by, sort, limit, cursor))


@router.get("/run-fields", summary="List the fields in which runs differ", responses=answers(examples.RUN_FIELDS))
def get_run_fields(services: UsesServices, chosen: ChosenRuns) -> RunFields:
    """Lists the config fields in which runs differ, so that they can be grouped by them.

    It looks at the newest 1,000 configs that differ in more than name and seed.
    """
    with services.database.read() as session:
        return list_fields(session, chosen)


@router.get("/query-names", summary="List what queries may compare", responses=answers(examples.QUERY_NAMES))
def get_query_names(services: UsesServices) -> QueryNames:
    """Lists the names that the parameter `q` may compare, with operators and with values that runs have.

    A query joins comparisons by `and`, `or`, `not` and brackets: `objective.accuracy > 0.8 and (method = gradient or
    tag = "table 2")`. `~` means contains, and upper and lower case are then the same. `none` without quotes means no
    value. Any field of the run config can be compared, not only those that are listed.
    """
    with services.database.read() as session:
        return list_names(session)
