"""ETags for answers about runs. Such an answer changes only when one of the runs does.

An endpoint that takes ``ChangedRun`` or ``ChangedSelection`` answers 304 where the client has the answer already. The
tag is read before the answer, so an answer may be newer than its tag, but never older.
"""

import hashlib
from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from paretoscope.api.http.dependencies import RunId, UsesServices
from paretoscope.api.http.version import package_version
from paretoscope.runs.rows import find_runs
from paretoscope.store.models import RunRow

LONGEST_TAG = 2000
"""Longest list of runs that a tag holds as it is. Servers and proxies refuse headers of more than about 8 kB."""


def changed_run(run_id: RunId, request: Request, response: Response, services: UsesServices) -> str:
    """Returns the id of the run and sets the ETag, unless the client already has this answer.

    Raises:
        HTTPException: 304, the client has it.
        NotFoundError: there is no such run.
    """
    with services.database.read() as session:
        answer_unless_known(find_runs(session, [run_id], (RunRow.id, RunRow.version), tags=False), request, response)
    return run_id


def answer_unless_known(runs: Sequence[RunRow], request: Request, response: Response) -> None:
    """Sets the ETag of an answer about runs.

    Raises:
        HTTPException: 304, the client has this answer.
    """
    tag = _tag(runs)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
        raise HTTPException(304, headers=headers)
    response.headers.update(headers)


ChangedRun = Annotated[str, Depends(changed_run)]


def _tag(runs: Sequence[RunRow]) -> str:
    """Returns a tag that changes with any of the runs and with the version of Paretoscope."""
    versions = ";".join(f"{run.id}.{run.version}" for run in runs)
    if len(versions) > LONGEST_TAG:
        versions = hashlib.sha256(versions.encode()).hexdigest()
    return f'W/"{package_version()};{versions}"'
