"""Errors of the client, with the server's own messages."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx


class ClientError(Exception):
    """Base class: a call to the server did not succeed."""


class UnreachableError(ClientError):
    """The server did not answer, or cannot serve the request at present. The same call may succeed later."""


class AddressError(ClientError):
    """There is no Paretoscope server at the address: it is not an address, or something else answers there."""


class RefusedError(ClientError):
    """The server refused the request. It will refuse the same call again.

    Attributes:
        status: HTTP status.
        title: what was wrong.
        detail: why it was wrong.
        instead: what to do instead.
        fields: message for each invalid field of the request, by field.
    """

    def __init__(
        self, status: int, title: str, detail: str = "", instead: str = "", fields: Mapping[str, str] | None = None
    ) -> None:
        self.status, self.title, self.detail, self.instead = status, title, detail, instead
        self.fields = dict(fields or {})
        super().__init__(_sentence(title, detail, instead, self.fields))


class NotFoundError(RefusedError):
    """There is no such run, worker or page."""


class ConflictError(RefusedError):
    """The state of the run does not allow this: for example, another worker has claimed it, or the lease is lost."""


NOT_OURS = "This answer does not come from a Paretoscope server."
CHECK_ADDRESS = "Check PARETOSCOPE_SERVER_URL: `paretoscope up` prints the address of its server."
RETRIED_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


def raise_for_problem(response: httpx.Response) -> None:
    """Raises an exception for an answer that reports a problem.

    Raises:
        UnreachableError: the server cannot serve the request at present (408, 425, 429, 500, 502, 503, 504).
        NotFoundError: 404.
        ConflictError: 409.
        RefusedError: any other status from 400 on, and any answer that does not come from a Paretoscope server.
    """
    if response.status_code < 400:
        return
    problem = _problem(response)
    title = str(problem.get("title") or f"HTTP {response.status_code} {response.reason_phrase}".strip())
    detail, instead = str(problem.get("detail") or ""), str(problem.get("instead") or "")
    if response.status_code in RETRIED_STATUSES:
        raise UnreachableError(_sentence(title, detail, instead, {}))
    if not problem.get("title"):
        raise RefusedError(response.status_code, title, NOT_OURS, CHECK_ADDRESS)
    kind = {404: NotFoundError, 409: ConflictError}.get(response.status_code, RefusedError)
    raise kind(response.status_code, title, detail, instead, _fields(problem.get("errors")))


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        problem = response.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _fields(errors: object) -> dict[str, str]:
    if not isinstance(errors, Sequence) or isinstance(errors, str):
        return {}
    return {str(error.get("field", "")): str(error.get("message", "")) for error in errors if isinstance(error, dict)}


def _sentence(title: str, detail: str, instead: str, fields: Mapping[str, str]) -> str:
    lines = [" ".join(part for part in (f"{title.rstrip('.')}.", detail, instead) if part)]
    lines += [f"{field}: {message}" if field else message for field, message in fields.items()]
    return "\n".join(lines)
