"""Descriptions of answers in the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from paretoscope.api.http.problems import MEDIA_TYPE

_DESCRIPTIONS = {
    400: "The request cannot be read, or asks a host that this server does not answer for.",
    401: "The token is missing or wrong.",
    403: "The request comes from a page of another site.",
    404: "What is named does not exist.",
    408: "The body came too slowly.",
    409: "The state of the run does not allow it.",
    413: "The body is too large.",
    429: "Too many wrong tokens were tried; `Retry-After` says how many seconds to wait.",
    422: "Fields of the request are wrong; `errors` names them.",
    500: "The server failed.",
    503: "The database is not available, or the server has too much to read; `Retry-After` says when to try again.",
}
_EVERYWHERE = (400, 401, 422, 500, 503)
_WITH_A_BODY = (403, 408, 413)


def answers(example: Any, *problems: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Describes the answers of a route: an example of success, and every problem.

    Args:
        example: JSON-able answer.
        problems: statuses besides those that every route can have.
        status: status of the good answer.
    """
    good: dict[int | str, dict[str, Any]] = {status: {"content": {"application/json": {"example": example}}}}
    return good | described_problems(*problems)


def writes(example: Any, *problems: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Describes the answers of a route that changes data."""
    return answers(example, *_WITH_A_BODY, *problems, status=status)


def described_problems(*problems: int) -> dict[int | str, dict[str, Any]]:
    """Describes the problems of a route, including those that all routes share."""
    schema: Mapping[str, Any] = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": _DESCRIPTIONS[status], "content": {MEDIA_TYPE: schema}}
        for status in sorted({*_EVERYWHERE, *problems})
    }
