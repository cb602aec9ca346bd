"""Query parameters that choose runs and say how they are compared."""

import json
import math
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import Depends, Query, Request, Response

from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.etags import answer_unless_known
from paretoscope.pareto.view import LAST_STEP, View
from paretoscope.runs.read.choice import Choice, selected_runs
from paretoscope.runs.read.query.grammar import MAX_LENGTH
from paretoscope.runs.read.sampling import MOST_RUNS
from paretoscope.runs.refusals import InvalidError
from paretoscope.schema.records import SplitName
from paretoscope.schema.tags import MAX_TAGS, Tag

MAX_BY = 20
MAX_CHOSEN = 10_000
"""Runs that may be chosen. Of more than `MOST_RUNS`, some are drawn."""
MAX_NUMBERS = 64

ByFields = Annotated[
    list[str],
    Query(
        alias="by",
        description="Field of the run config to group by, such as `weighting.type`, or `preference` or `tag`; may be "
        "repeated. `tag` groups runs with the same tags, `replicates` those that differ only in name and seed.",
        max_length=MAX_BY,
    ),
]


def changed_selection(
    *,
    request: Request,
    response: Response,
    services: UsesServices,
    run_ids: Annotated[
        list[str] | None, Query(alias="run", description="Id of a run; may be repeated.", max_length=MOST_RUNS)
    ] = None,
    sweep_ids: Annotated[
        list[str] | None,
        Query(alias="sweep", description="Id of a sweep, which stands for its runs; may be repeated.", max_length=50),
    ] = None,
    tags: Annotated[
        list[Tag] | None,
        Query(
            alias="tag",
            description="A tag, which stands for the runs that have it and are not archived; may be repeated.",
            max_length=MAX_TAGS,
        ),
    ] = None,
    query: Annotated[
        str,
        Query(
            alias="q",
            description="A query, which stands for the runs that match it and are not archived, such as "
            "`method = gradient and tag = paper`.",
            max_length=MAX_LENGTH,
        ),
    ] = "",
) -> list[str]:
    """Returns the ids of the chosen runs and sets the ETag, unless the client already has this answer.

    Raises:
        HTTPException: 304, the client has it.
        NotFoundError: a run, a sweep or a tag does not exist.
        InvalidError: nothing or too much was chosen, or the query is none.
    """
    with services.database.read() as session:
        runs = selected_runs(session, Choice(run_ids or (), sweep_ids or (), tags or (), query))
    if len(runs) > MAX_CHOSEN:
        raise InvalidError(
            "Too many runs were chosen",
            f"The choice has {len(runs):,} runs, and a comparison draws its runs from at most {MAX_CHOSEN:,}.",
            "Choose fewer runs.",
            "run",
        )
    answer_unless_known(runs, request, response)
    return [run.id for run in runs]


ChangedSelection = Annotated[list[str], Depends(changed_selection)]


def compared_view(
    split: Annotated[
        SplitName, Query(description="Split of the points, or a re-evaluation of them, such as `test@math500`.")
    ] = "validation",
    report: Annotated[
        SplitName | None,
        Query(description="Split on which the same points are reported besides; `split` still chooses them."),
    ] = None,
    steps: Annotated[
        str,
        Query(
            description="`all`, `last` for the last point of each run, or first and last step such as `10:100`, "
            "of which either may be left out.",
            max_length=50,
        ),
    ] = "all",
    reference_point: Annotated[
        list[str] | None,
        Query(
            description="Reference of an objective, such as `accuracy:0.4`; may be repeated. Or all of them as a "
            "JSON object. If left out, it is the worst reference of the runs.",
            max_length=MAX_NUMBERS,
        ),
    ] = None,
    scale: Annotated[
        list[str] | None,
        Query(
            description="Scale of an objective, such as `tokens:30`; may be repeated. Or all as one JSON object. "
            "If left out, it is the largest scale of the runs.",
            max_length=MAX_NUMBERS,
        ),
    ] = None,
) -> View:
    """Returns which points are compared, and how they are measured.

    Raises:
        InvalidError: a parameter cannot be read.
    """
    return View(
        split=split,
        report=report,
        steps=_steps(steps),
        reference_point=named_numbers("reference_point", reference_point or []),
        scale=named_numbers("scale", scale or []),
    )


ComparedView = Annotated[View, Depends(compared_view)]


Baseline = Annotated[
    str | None,
    Query(description="Id or label of the group to compare with; if left out, the first one.", max_length=500),
]


def named_numbers(parameter: str, texts: Sequence[str]) -> dict[str, float]:
    """Reads numbers by name, each given as ``name:value`` or several as one JSON object.

    Raises:
        InvalidError: a text is neither, or a value is not a finite number.
    """
    found: dict[str, float] = {}
    for text in texts:
        try:
            numbers = _from_json(text) if text.lstrip().startswith("{") else _from_pair(text)
        except (ValueError, TypeError) as error:
            raise InvalidError(
                f"{parameter} cannot be read",
                f"'{text[:200]}' does not give a finite number for each objective.",
                f'Write {parameter}=accuracy:0.4 for each objective, or {parameter}={{"accuracy": 0.4}}.',
                parameter,
            ) from error
        found |= numbers
    return found


def _from_json(text: str) -> dict[str, float]:
    return {str(name): _finite(value) for name, value in json.loads(text).items()}


def _from_pair(text: str) -> dict[str, float]:
    name, separator, value = text.rpartition(":")
    if not separator or not name:
        raise ValueError("no colon")
    return {name: _finite(value)}


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError("not a number")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _steps(text: str) -> tuple[int, int] | Literal["last"]:
    if text == "last":
        return "last"
    if text == "all":
        return 0, LAST_STEP
    first, separator, last = text.partition(":")
    given = [part for part in (first, last) if part]
    valid = separator and all(part.isascii() and part.isdigit() and int(part) <= LAST_STEP for part in given)
    low, high = (int(first or 0), int(last or LAST_STEP)) if valid else (1, 0)
    if low > high:
        raise InvalidError(
            "steps cannot be read",
            f"'{text}' is neither `all` nor `last` nor a range of steps.",
            "Write the first and the last step, such as steps=10:100, steps=10: or steps=:100.",
            "steps",
        )
    return low, high
