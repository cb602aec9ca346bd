"""Several runs side by side: their fronts, and statistics of groups of runs."""

from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Response

from paretoscope.api.http import examples
from paretoscope.api.http.comparison_query import (
    MAX_NUMBERS,
    Baseline,
    ByFields,
    ChangedSelection,
    ComparedView,
    named_numbers,
)
from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.responses import answers
from paretoscope.runs.read.fronts import FrontsQuery, columns_of, read_fronts
from paretoscope.runs.read.groups import GroupQuery, read_groups
from paretoscope.runs.read.sampling import compared_runs
from paretoscope.schema.answers.front import FrontsAnswer
from paretoscope.schema.answers.groups import GroupsAnswer

router = APIRouter(prefix="/api", tags=["evaluations"])


@router.get("/fronts", summary="Compare fronts", response_model=FrontsAnswer, responses=answers(examples.FRONTS, 404))
def get_fronts(
    *,
    response: Response,
    services: UsesServices,
    run_ids: ChangedSelection,
    view: ComparedView,
    by: ByFields = [],  # noqa: B006 - FastAPI copies it
    difference: Annotated[
        list[str],
        Query(
            description="Id or label of a group, given twice: where the first attains points more often than the "
            "second. Two groups need no such choice.",
            max_length=2,
        ),
    ] = [],  # noqa: B006
) -> Response:
    """Returns the points of several runs, with hypervolumes against one reference point and scale.

    With `by`, also returns the fronts of groups: attainment surfaces, shares of the union front, and indicators.
    """
    query = FrontsQuery(by, difference, view, len(run_ids))
    with services.database.read() as session:
        runs = compared_runs(session, run_ids, by, columns=columns_of(by))
        found = read_fronts(session, services.points, runs, query)
    return Response(orjson.dumps(found), media_type="application/json", headers=dict(response.headers))


@router.get("/groups", summary="Compare groups of runs", responses=answers(examples.GROUPS, 404))
def get_groups(
    *,
    services: UsesServices,
    run_ids: ChangedSelection,
    view: ComparedView,
    by: ByFields = [],  # noqa: B006 - FastAPI copies it
    baseline: Baseline = None,
    target: Annotated[
        list[str] | None,
        Query(
            description="Value to reach for an objective, such as `accuracy:0.8`; repeated for each, or all as a JSON "
            "object. If left out, the mean final point of the baseline group.",
            max_length=MAX_NUMBERS,
        ),
    ] = None,
) -> GroupsAnswer:
    """Groups runs, and returns means, intervals, differences to a baseline, steps to a target and costs.

    Without `by`, runs that differ only in name and seed form a group. All hypervolumes have one reference point and
    scale. A number that a run does not have is left out and counted.
    """
    query = GroupQuery(by, baseline, named_numbers("target", target or []), view, len(run_ids))
    with services.database.read() as session:
        return read_groups(session, services.points, compared_runs(session, run_ids, by), query)
