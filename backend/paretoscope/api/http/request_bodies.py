"""Reads bodies of requests before the app does, and refuses those that it cannot take.

FastAPI's ``max_body_size`` is not used, because it answers a body whose declared length is too large with plain text
instead of a problem, whatever handler is installed.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paretoscope.api.http.bodies_in_flight import BodiesInFlight, Share
from paretoscope.api.http.body_reading import (
    MAX_BODY,
    MAX_RECORDS_BODY,
    BodyReader,
    BodyRefusedError,
    DisconnectedError,
    too_large,
)
from paretoscope.api.http.json_bodies import refuse_json

BODILESS_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
MAX_DIGITS = 18


class BodyMiddleware:
    """Hands the app whole bodies only: not too large, not too slow, not too many, and free of unstorable text."""

    def __init__(self, app: ASGIApp, room: BodiesInFlight, seconds: float) -> None:
        self._app, self._room, self._seconds = app, room, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one connection."""
        if scope["type"] != "http" or scope["method"] in BODILESS_METHODS:
            await self._app(scope, receive, send)
            return
        with self._room.share() as share:
            try:
                body = await self._read(scope, receive, share)
            except BodyRefusedError as refused:
                await refused.response(scope, receive, send)
                return
            except DisconnectedError:
                return
            refusal = None if _is_batch(scope) else refuse_json(body)
            await (refusal or self._app)(scope, _replay(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive, share: Share) -> bytes:
        limit = MAX_RECORDS_BODY if _is_batch(scope) else MAX_BODY
        if _declared_length(scope) > limit:
            raise BodyRefusedError(too_large(limit))
        return await BodyReader(receive, limit, share, self._seconds).read()


def _is_batch(scope: Scope) -> bool:
    return bool(scope["path"].endswith("/records"))


def _declared_length(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length[:MAX_DIGITS]) if length.isdigit() else 0


def _replay(body: bytes, receive: Receive) -> Receive:
    unread = [body]

    async def replay() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        return await receive()

    return replay
