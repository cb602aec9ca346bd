"""Errors as `application/problem+json` (RFC 9457): what was wrong, why, and what to do instead."""

import json
import logging
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from paretoscope.api.http.allowed_methods import allowed_methods
from paretoscope.api.http.field_paths import field_of
from paretoscope.runs.refusals import ConflictError, InvalidError, NotFoundError, Refusal
from paretoscope.schema.answers.problem import FieldError, Problem
from paretoscope.sweeps.planning import InvalidCellError

MEDIA_TYPE = "application/problem+json"
MAX_ERRORS = 50
MAX_TEXT = 1000

logger = logging.getLogger(__name__)


def problem(
    status: int,
    title: str,
    detail: str,
    instead: str,
    errors: Sequence[FieldError] = (),
    *,
    headers: dict[str, str] | None = None,
) -> Response:
    """Returns the answer that describes a problem. Texts from the request are shortened and made printable."""
    body = Problem(
        title=title,
        status=status,
        detail=_printable(detail),
        instead=_printable(instead),
        errors=[FieldError(field=_printable(error.field), message=_printable(error.message)) for error in errors],
    )
    return Response(json.dumps(body.model_dump()), status, headers, MEDIA_TYPE)


def install_problem_handlers(app: FastAPI) -> None:
    """Has an app answer every error with a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(InvalidCellError, _invalid_cell)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OperationalError, _unavailable)
    app.add_exception_handler(PoolTimeoutError, _unavailable)
    app.add_exception_handler(Exception, _unexpected)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for nothing else
    errors = [FieldError(field=error.field, message=f"{error.detail} {error.instead}")] if error.field else []
    return problem(_STATUS[type(error)], error.title, error.detail, error.instead, errors)


_STATUS: dict[type[Refusal], int] = {NotFoundError: 404, ConflictError: 409, InvalidError: 422}


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    return invalid(error.errors())


async def _invalid_cell(_: Request, error: Exception) -> Response:
    assert isinstance(error, InvalidCellError)  # noqa: S101 - registered for nothing else
    found = error.cause.errors(include_url=False, include_input=False)
    cell = f"Cell {error.index} ({error.name})"
    errors = [_field_error({**one, "loc": ("body", "config", *one["loc"])}) for one in found]
    errors = [FieldError(field=one.field, message=f"{cell}: {one.message}") for one in errors]
    return problem(
        422,
        f"Cell {error.index} of the sweep is not valid",
        f"{errors[0].field}: {errors[0].message}",
        "Change the base, or the values that make this cell. Nothing was created.",
        errors[:MAX_ERRORS],
    )


def invalid(found: Iterable[Any]) -> Response:
    """Returns the answer to a request in which pydantic found errors."""
    errors = [_field_error(one) for one in found]
    first = errors[0]
    more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
    return problem(
        422,
        "The request is not valid",
        f"{first.field}: {first.message}{more}" if first.field else first.message,
        "Correct the fields listed in errors and send it again.",
        errors[:MAX_ERRORS],
    )


def _field_error(error: dict[str, Any]) -> FieldError:
    named = error.get("ctx", {}).get("field")
    return FieldError(
        field=named if isinstance(named, str) else field_of(error["loc"]),
        message=_MESSAGES.get(error["type"], error["msg"]),
    )


_MESSAGES = {
    "extra_forbidden": "There is no setting of this name here. Remove it, or check how it is spelled.",
    "missing": "This is required. Give it a value.",
    "finite_number": "This must be a finite number; NaN and infinity are not.",
    "json_invalid": "The body is not JSON. Send a JSON object.",
    "json_too_deep": "Objects and lists are nested too deeply. Send flatter data.",
}


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    if error.status_code == 304:
        return Response(status_code=304, headers=error.headers)
    allowed = ", ".join(sorted(allowed_methods(request)))
    if error.status_code in {404, 405} and allowed:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        return problem(
            405,
            "Method not allowed",
            f"{request.scope['path']} does not take {request.method}.",
            f"Use one of: {allowed}.",
            headers={"Allow": allowed},
        )
    if error.status_code == 404:
        return problem(
            404,
            "Nothing is here",
            f"There is no {request.scope['path']}.",
            "GET /api/openapi.json lists what there is.",
        )
    return problem(
        error.status_code,
        HTTPStatus(error.status_code).phrase,
        str(error.detail),
        "GET /api/openapi.json says what is taken.",
        headers=dict(error.headers or {}),
    )


async def _unavailable(request: Request, error: Exception) -> Response:
    return database_problem(request.method, request.scope["path"], error)


def database_problem(method: str, path: str, error: Exception) -> Response:
    """Returns the answer to a request for which the database did not answer, and logs why."""
    logger.error("%s %s: the database is not available: %s", method, path, error)
    return problem(
        503,
        "The database is not available",
        "It did not answer in time; nothing was changed.",
        "Try again in a few seconds. If it stays so, the server's log says what the database answered.",
        headers={"Retry-After": "2"},
    )


async def _unexpected(request: Request, error: Exception) -> Response:
    """Logs one line. The error is raised again, so uvicorn logs the traceback."""
    logger.error("%s %s failed: %s: %s", request.method, request.scope["path"], type(error).__name__, error)
    return problem(
        500,
        "The server failed",
        "This is a fault of the server, and its log has the details; nothing was changed.",
        "Try again; if it fails again, report it with the log.",
    )


def _printable(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    return whole if len(whole) <= MAX_TEXT else f"{whole[:MAX_TEXT]}…"
