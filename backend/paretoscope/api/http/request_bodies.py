"""Bodies of requests: read whole up to a limit, and free of characters that no database keeps.

FastAPI's ``max_body_size`` is not used, because it answers a body whose declared length is too large with plain text
instead of a problem, whatever handler is installed.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paretoscope.api.http.problems import problem
from paretoscope.schema.answers.problem import FieldError

MEBIBYTE = 1024 * 1024
MAX_BODY = MEBIBYTE
MAX_RECORDS_BODY = 32 * MEBIBYTE
BODILESS_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
ESCAPED_TROUBLE = re.compile(rb"\\u(0000|[dD][89a-fA-F])")
"""An escape that may stand for NUL or for half a surrogate pair."""


class BodyMiddleware:
    """Reads the body of a request before the app does, and refuses one that is too large or has unstorable text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one connection."""
        if scope["type"] != "http" or scope["method"] in BODILESS_METHODS:
            await self._app(scope, receive, send)
            return
        is_batch = scope["path"].endswith("/records")
        limit = MAX_RECORDS_BODY if is_batch else MAX_BODY
        body = await _read(scope, receive, limit)
        if body is None:
            await _too_large(limit, is_batch)(scope, receive, send)
        elif not is_batch and (field := unstorable_text(body)) is not None:
            await _not_storable(field)(scope, receive, send)
        else:
            await self._app(scope, _replay(body, receive), send)


def unstorable_text(body: bytes) -> str | None:
    """Returns the first field of a JSON body that contains NUL or a lone surrogate, or None."""
    if not ESCAPED_TROUBLE.search(body):
        return None
    try:
        return next(_fields_with_trouble(json.loads(body), ""), None)
    except (ValueError, RecursionError):
        return None


def is_storable(text: str) -> bool:
    """Returns whether every database can store a text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _fields_with_trouble(value: Any, field: str) -> Iterator[str]:
    if isinstance(value, str):
        if not is_storable(value):
            yield field
    elif isinstance(value, dict):
        for key, item in value.items():
            inner = f"{field}.{key}".lstrip(".")
            if not is_storable(key):
                yield inner
            yield from _fields_with_trouble(item, inner)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _fields_with_trouble(item, f"{field}.{index}".lstrip("."))


async def _read(scope: Scope, receive: Receive, limit: int) -> bytes | None:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    if length.isdigit() and int(length) > limit:
        return None
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= limit:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False)
    return b"".join(parts) if size <= limit else None


def _replay(body: bytes, receive: Receive) -> Receive:
    unread = [body]

    async def replay() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        return await receive()

    return replay


def _too_large(limit: int, is_batch: bool) -> ASGIApp:
    return problem(
        413,
        "The body is too large",
        f"It has more than the {limit // MEBIBYTE} MiB that are taken here.",
        "Send the records in smaller batches." if is_batch else "Send less text.",
        headers={"Connection": "close"},
    )


def _not_storable(field: str) -> ASGIApp:
    name = field.removeprefix("config.")
    message = "The text has a NUL character or half a surrogate pair, which no database keeps. Leave it out."
    return problem(
        422,
        "The request is not valid",
        f"{name}: {message}",
        "Mend the fields listed in errors and send it again.",
        [FieldError(field=name, message=message)],
    )
