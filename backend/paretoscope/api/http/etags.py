"""ETags: an answer made from runs changes only when one of them does.

An endpoint that depends on one of these answers 304 where the client has the answer already. The tag
is read before the answer, so an answer may be newer than its tag, but never older.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from paretoscope.api.http.dependencies import RunId, RunIds, UsesServices
from paretoscope.api.http.version import package_version
from paretoscope.runs.rows import find_runs
from paretoscope.store.models import RunRow


def require_change_of_run(
    run_id: RunId, request: Request, response: Response, services: UsesServices
) -> dict[str, str]:
    """Goes on only if the client does not have the answer about the run; returns the headers that let it keep one.

    FastAPI puts the headers on what an endpoint returns, unless that is a response of its own.

    Raises:
        HTTPException: 304, the client has the answer.
        NotFoundError: there is no such run.
    """
    return require_change_of_runs([run_id], request, response, services)


def require_change_of_runs(
    run_ids: RunIds, request: Request, response: Response, services: UsesServices
) -> dict[str, str]:
    """The same for an answer about several runs."""
    with services.database.read() as session:
        tag = _tag(find_runs(session, run_ids))
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
        raise HTTPException(304, headers=headers)
    response.headers.update(headers)
    return headers


CachedRuns = Annotated[dict[str, str], Depends(require_change_of_runs)]


def _tag(runs: Sequence[RunRow]) -> str:
    """Returns a tag that changes with any of the runs and with the version of Paretoscope."""
    return f'W/"{package_version()};{";".join(f"{run.id}.{run.version}" for run in runs)}"'
